// Preloaded into a measured process: writes the peak of its memory in kilobytes and its processor time when it ends.
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  require('node:fs').writeFileSync(process.env.BENCH_PEAK_FILE, `${maxRSS} ${userCPUTime + systemCPUTime}`);
});

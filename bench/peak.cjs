// Preloaded into a measured process: writes the peak of its memory in kilobytes when it ends.
process.on('exit', () =>
  require('node:fs').writeFileSync(process.env.BENCH_PEAK_FILE, String(process.resourceUsage().maxRSS)),
);

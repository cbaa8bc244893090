/**
 * Runs what `unittest` finds and writes a list of results: unittest has no reporter of its own. Tests in a folder that is
 * no package are only found from that folder.
 */
export const UNITTEST_PROGRAM = `
import json, os, sys, traceback, unittest

results = []

def file_of(test):
    path = getattr(sys.modules.get(type(test).__module__), "__file__", None)
    return os.path.relpath(path) if path and "unittest" not in path else None

def note(test, status, error=None):
    message = "" if error is None else "".join(traceback.format_exception(*error))
    results.append({"key": test.id(), "file": file_of(test), "status": status, "message": message})

class Result(unittest.TestResult):
    def addSuccess(self, test): note(test, "passed")
    def addFailure(self, test, error): note(test, "failed", error)
    def addError(self, test, error): note(test, "failed", error)
    def addSkip(self, test, reason): note(test, "skipped")
    def addExpectedFailure(self, test, error): note(test, "passed")
    def addUnexpectedSuccess(self, test): note(test, "failed")
    def addSubTest(self, test, subtest, error):
        if error is not None: note(subtest, "failed", error)

def start_coverage():
    if "COVERAGE_JSON" not in os.environ: return None
    import coverage
    counting = coverage.Coverage(data_file=None, include=json.loads(os.environ["COVERAGE_FILES"]))
    counting.start()
    return counting

def write_coverage(counting):
    counting.stop()
    try:
        counting.json_report(outfile=os.environ["COVERAGE_JSON"])
    except Exception as error:
        print("No coverage:", error, file=sys.stderr)

report = sys.argv.pop()
counting = start_coverage()
sys.path.insert(0, os.getcwd())
folders = [os.getcwd()]
for folder, below, files in os.walk(os.getcwd()):
    below[:] = [name for name in below if not name.startswith(".") and name not in ("node_modules", "venv", "env")]
    is_found = folder == os.getcwd() or "__init__.py" in files
    if not is_found and any(name.startswith("test") and name.endswith(".py") for name in files):
        folders.append(folder)
for folder in folders:
    unittest.TestLoader().discover(folder, top_level_dir=folder).run(Result())
if counting is not None: write_coverage(counting)
with open(report, "w") as file:
    json.dump(results, file)
sys.exit(any(result["status"] == "failed" for result in results))
`;

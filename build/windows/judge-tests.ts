/** A test, or a whole file where `test` is missing, that fails under Wine and not on Windows. */
export interface WineFault {
  readonly file: string;
  /** How its name begins. */
  readonly test?: string;
  readonly why: string;
}

/** A file of tests that is not started under Wine. */
export interface LeftOut {
  readonly file: string;
  readonly why: string;
}

/** Of vitest's report, what is judged here. */
export interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

export interface Verdict {
  readonly passed: number;
  readonly skipped: number;
  /** Failed as Wine makes them: what and why. */
  readonly known: readonly string[];
  /** Failed, and Wine is not to blame: what and why. */
  readonly failed: readonly string[];
  /** Faults of which no test fails any more. */
  readonly gone: readonly WineFault[];
}

interface Result {
  readonly file: string;
  readonly test: string;
  readonly status: string;
  readonly message: string;
}

/** Tells what is wrong from what Wine is not. Pure. */
export function judgeTests(report: Report, faults: readonly WineFault[]): Verdict {
  const results = report.testResults.flatMap(resultsOf);
  const failed = results.filter(({ status }) => status === 'failed');
  const blamed = (result: Result) => faults.find((fault) => isOf(result, fault));
  return {
    passed: results.filter(({ status }) => status === 'passed').length,
    skipped: results.filter(({ status }) => status !== 'passed' && status !== 'failed').length,
    known: failed.flatMap((result) => {
      const fault = blamed(result);
      return fault ? `${result.file} › ${result.test}: ${fault.why}` : [];
    }),
    failed: failed
      .filter((result) => !blamed(result))
      .map(({ file, test, message }) => `${file} › ${test}: ${message.split('\n', 1)[0] ?? ''}`),
    gone: faults.filter((fault) => !failed.some((result) => isOf(result, fault))),
  };
}

function isOf({ file, test }: Result, fault: WineFault): boolean {
  return file === fault.file && test.startsWith(fault.test ?? '');
}

/** A file that could not be loaded has no tests, and failed as a whole. */
function resultsOf({ name, status, message = '', assertionResults }: Report['testResults'][number]): Result[] {
  const file = name.replaceAll('\\', '/').replace(/^.*?\/(?=test\/)/, '');
  if (assertionResults.length === 0) return [{ file, test: '', status, message }];
  return assertionResults.map(({ fullName, status: one, failureMessages }) => {
    return { file, test: fullName, status: one, message: failureMessages?.[0] ?? '' };
  });
}

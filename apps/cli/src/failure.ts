/** What stops a command, in a sentence for the person at the terminal: what happened and what to do. */
export class Failure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Failure';
  }
}

/** Prints what stopped the command: a sentence where one was foreseen, a stack trace where it is a fault of ours. */
export function report(error: unknown): void {
  console.error(error instanceof Failure ? `jointly: ${error.message}` : error);
  process.exitCode = 1;
}

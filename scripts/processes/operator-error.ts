/** A failure that its message explains in one sentence to the person at the terminal: no stack is printed, the exit code is 1. */
export class OperatorError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "OperatorError";
  }
}

/** What the worker files here are told; they look like those of a composition root. */
export interface CountingWorkerData {
  readonly log: string;
  readonly directory: string;
}

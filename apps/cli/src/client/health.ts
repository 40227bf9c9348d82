interface Report {
  readonly projections: readonly { readonly name: string; readonly lag: number; readonly error?: string }[];
}

/** Whether every read model shows all that the log holds. What has stopped for good is not waited for. */
export async function isCaughtUp(url: string): Promise<boolean> {
  const { projections } = (await (await fetch(`${url}/health/ready`)).json()) as Report;
  return projections.every(({ lag, error }) => lag === 0 || error !== undefined);
}

import type { Refusal } from '@jointly/kernel';

/** The first of several checks that says no; later ones are not asked. */
export function firstNo(...checks: readonly (() => Refusal | undefined)[]): Refusal | undefined {
  for (const check of checks) {
    const no = check();
    if (no) return no;
  }
  return undefined;
}

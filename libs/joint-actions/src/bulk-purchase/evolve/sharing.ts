import type { Purchase, Sharing } from '../state';

/** From here on, so many members' events follow. */
export const toTell = (purchase: Purchase, of: Sharing['of'], all: number): Purchase =>
  all === 0 ? purchase : { ...purchase, sharing: { of, all, told: 0 } };

export function oneTold({ sharing, ...purchase }: Purchase): Purchase {
  if (!sharing || sharing.told + 1 === sharing.all) return purchase;
  return { ...purchase, sharing: { ...sharing, told: sharing.told + 1 } };
}

import { hash } from 'node:crypto';

const width = 32;
const nodePrefix = Uint8Array.of(0x01);

/** SHA-256(0x00 ‖ body) as kernel's `leafHash` gives it; node's own hash is several times faster. */
export const hashLeaf = (body: string): Buffer => hash('sha256', `\0${body}`, 'buffer');

const hashNode = (left: Uint8Array, right: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([nodePrefix, left, right]), 'buffer');

/**
 * What must be kept of an RFC 6962 Merkle tree to go on growing it: its size and the roots of its complete subtrees,
 * the largest first. Never changed in place, so that an append that is rolled back leaves nothing behind.
 */
export interface Frontier {
  readonly size: number;
  readonly roots: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, roots: [] };

/** The tree with one more leaf: every subtree that the leaf completes is folded into its parent. */
export function grow({ size, roots }: Frontier, leaf: Uint8Array): Frontier {
  const next = [...roots];
  let node = leaf;
  for (let left = size; left % 2 === 1; left = Math.floor(left / 2)) node = hashNode(next.pop()!, node);
  next.push(node);
  return { size: size + 1, roots: next };
}

/** The tree's root hash. @throws RangeError when the tree is empty */
export function rootOf({ roots }: Frontier): Uint8Array {
  if (roots.length === 0) throw new RangeError('A tree without leaves has no root here.');
  return roots.reduceRight((right, left) => hashNode(left, right));
}

export const packRoots = ({ roots }: Frontier): Buffer => Buffer.concat(roots);

export const unpackRoots = (packed: Buffer): Uint8Array[] =>
  Array.from({ length: packed.length / width }, (_, index) => packed.subarray(index * width, (index + 1) * width));

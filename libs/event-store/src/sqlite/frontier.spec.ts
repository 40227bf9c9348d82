import { leafHash } from '@jointly/kernel';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { emptyFrontier, grow, hashLeaf, packRoots, rootOf, unpackRoots } from './frontier';

const leaves = (count: number): Uint8Array[] => Array.from({ length: count }, (_, index) => leafHash(`event ${index}`));

/** RFC 6962 section 2.1, word for word: split at the largest power of two below n. */
function merkleTreeHash(of: readonly Uint8Array[]): Uint8Array {
  if (of.length === 1) return of[0]!;
  let split = 1;
  while (split * 2 < of.length) split *= 2;
  return sha256(
    Buffer.concat([[1], merkleTreeHash(of.slice(0, split)), merkleTreeHash(of.slice(split))].map(Buffer.from)),
  );
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test("a leaf is hashed as the kernel's definition says, in every alphabet", () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (body) => {
      expect(hex(hashLeaf(body))).toBe(hex(leafHash(body)));
    }),
  );
});

test('a tree that grew leaf by leaf has the root that RFC 6962 defines, at every size', () => {
  let tree = emptyFrontier;
  for (const [index, leaf] of leaves(130).entries()) {
    tree = grow(tree, leaf);
    expect(tree.size).toBe(index + 1);
    expect(hex(rootOf(tree))).toBe(hex(merkleTreeHash(leaves(index + 1))));
  }
});

test('a tree that was put away and taken up again goes on as if it had not been', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1, max: 70 }), (before, after) => {
      const all = leaves(before + after);
      const first = all.slice(0, before).reduce(grow, emptyFrontier);
      const again = { size: first.size, roots: unpackRoots(packRoots(first)) };
      expect(rootOf(all.slice(before).reduce(grow, again))).toEqual(rootOf(all.reduce(grow, emptyFrontier)));
    }),
  );
});

test('growing a tree leaves the smaller one as it was', () => {
  const small = leaves(3).reduce(grow, emptyFrontier);
  const root = hex(rootOf(small));
  grow(small, leafHash('another'));
  expect([small.size, hex(rootOf(small))]).toEqual([3, root]);
});

test('an empty tree has no root', () => {
  expect(() => rootOf(emptyFrontier)).toThrow(RangeError);
});

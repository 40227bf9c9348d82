import { associationId, type EnterpriseId, type Instant, type PersonId } from '@jointly/kernel';
import { consistencyTokens, deriveSecrets, feedTokens, type FeedGrant } from '.';

const secrets = deriveSecrets(Buffer.alloc(32, 1));
const tokens = feedTokens(secrets.feed);

const grant: FeedGrant = {
  association: associationId('reop'),
  person: 'person_hawi' as PersonId,
  of: { kind: 'ASSET', id: 'asset_press' },
  under: { enterpriseId: 'enterprise_hawi' as EnterpriseId, mandateId: 'mandate_1' },
  expiresAt: '2026-12-01T00:00:00.000Z' as Instant,
};

describe('the token of a calendar feed', () => {
  it('carries its grant to another node', () => {
    expect(feedTokens(secrets.feed).decode(tokens.encode(grant))).toEqual(grant);
  });

  it('shows its reader nothing, and is another one each time', () => {
    const [first, second] = [tokens.encode(grant), tokens.encode(grant)];
    expect(first).toMatch(/^[\w-]+$/);
    expect(first).not.toBe(second);
    expect(Buffer.from(first, 'base64url').toString('latin1')).not.toMatch(/reop|hawi|press/);
  });

  it.each([
    ['an empty one', ''],
    ['garbage', 'not a token at all'],
    ['one of another installation', feedTokens(deriveSecrets(Buffer.alloc(32, 2)).feed).encode(grant)],
    [
      'a consistency token',
      consistencyTokens(secrets.token, { logId: 'log', restoreEpoch: 0 }).encode(grant.association, 7n),
    ],
  ])('stands for nothing: %s', (_, token) => {
    expect(tokens.decode(token)).toBeUndefined();
  });

  it('stands for nothing when any of its characters was changed', () => {
    const token = tokens.encode(grant);
    for (let index = 0; index < token.length - 1; index++) {
      const other = token[index] === 'A' ? 'B' : 'A';
      expect(tokens.decode(token.slice(0, index) + other + token.slice(index + 1))).toBeUndefined();
    }
  });
});

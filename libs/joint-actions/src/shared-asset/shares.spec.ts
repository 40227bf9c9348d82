import fc from 'fast-check';
import { AssetStory } from '../testing/asset-story';
import { cda, delegateOf, memberId } from '../testing/purchase-cast';
import { coordinator } from '../testing/specification';
import { IssueShare, TransferShare } from './commands';
import { shareCap, sharesIssued } from './shares';

const shareCapital = { shares: 100, capPercent: 40 };

const issues = (story: AssetStory, member: number, shares: number, actor = coordinator) =>
  story.tries(IssueShare, { enterpriseId: memberId(member), shares }, actor).refusal?.code;

const gives = (story: AssetStory, from: number, to: number, shares: number, actor = delegateOf(memberId(from))) =>
  story.tries(TransferShare, { enterpriseId: memberId(from), to: memberId(to), shares }, actor).refusal?.code;

describe('shares', () => {
  it('are issued as far as there are any, and nobody holds more than the cap', () => {
    const story = new AssetStory({ shareCapital });
    expect([issues(story, 1, 41), issues(story, 1, 40), issues(story, 1, 1)]).toEqual([
      'ABOVE_SHARE_CAP',
      undefined,
      'ABOVE_SHARE_CAP',
    ]);
    expect([issues(story, 2, 40), issues(story, 3, 21), issues(story, 3, 20)]).toEqual([
      undefined,
      'NOT_ENOUGH_SHARES',
      undefined,
    ]);
  });

  it('are capped in whole shares, rounded down', () => {
    expect(shareCap({ shares: 10, capPercent: 33 })).toBe(3);
  });

  it('are there only where the asset was registered with them', () => {
    expect(issues(new AssetStory(), 1, 1)).toBe('NO_SHARE_CAPITAL');
  });

  it('are given to members, by a coordinator', () => {
    const story = new AssetStory({ shareCapital });
    story.admit(memberId(9));
    expect(issues(story, 9, 1)).toBe('NOT_A_MEMBER');
    expect(issues(story, 1, 1, cda)).toBe('NOT_PERMITTED');
  });

  it('change hands by the giver’s word, within the cap', () => {
    const story = new AssetStory({ shareCapital });
    issues(story, 1, 30);
    issues(story, 2, 20);
    expect(gives(story, 1, 2, 5, delegateOf(memberId(2)))).toBe('NO_MANDATE');
    expect(gives(story, 1, 2, 5, coordinator)).toBe('EVIDENCE_NEEDED');
    expect(gives(story, 1, 1, 5)).toBe('SAME_HOLDER');
    expect(gives(story, 1, 2, 31)).toBe('NOT_ENOUGH_SHARES');
    expect(gives(story, 1, 2, 21)).toBe('ABOVE_SHARE_CAP');
    expect(gives(story, 1, 2, 20)).toBeUndefined();
    expect(gives(story, 1, 3, 10)).toBeUndefined();
    expect(story.asset.shares.toJS()).toEqual({ [memberId(2)]: 40, [memberId(3)]: 10 });
  });

  it('go to no one outside', () => {
    const story = new AssetStory({ shareCapital });
    story.admit(memberId(9));
    issues(story, 1, 30);
    const answer = story.tries(
      TransferShare,
      { enterpriseId: memberId(1), to: memberId(9), shares: 1 },
      delegateOf(memberId(1)),
    );
    expect(answer.refusal).toMatchObject({ code: 'NOT_A_MEMBER', field: 'to' });
  });

  it('never exceed the capital or the cap, and no transfer makes or loses any', () => {
    const member = fc.integer({ min: 1, max: 4 });
    const move = fc.record({ from: fc.option(member), to: member, shares: fc.integer({ min: 1, max: 45 }) });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        const story = new AssetStory({ members: 4, shareCapital });
        for (const { from, to, shares } of moves) {
          const before = sharesIssued(story.asset);
          if (from === null) issues(story, to, shares);
          else gives(story, from, to, shares);
          const after = sharesIssued(story.asset);
          if (from !== null) expect(after).toBe(before);
          expect(after).toBeLessThanOrEqual(shareCapital.shares);
          expect(Math.max(0, ...story.asset.shares.values())).toBeLessThanOrEqual(40);
          expect(Math.min(1, ...story.asset.shares.values())).toBe(1);
        }
      }),
      { numRuns: 100 },
    );
  });
});

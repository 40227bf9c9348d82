import { days, later, type EnterpriseId } from '@jointly/kernel';
import type { FeedGrant } from '@jointly/privacy';
import { directory, sharedAssets } from '@jointly/read-models';
import { Fault, notFound } from '../http/fault';
import { defineQuery } from '../reading/queries';
import type { ReadModels } from '../reading/read-models';
import type { Viewer } from '../reading/viewer';
import { mandateOf } from './grounds';

interface FeedAsked {
  readonly assetId?: string | null;
  readonly enterpriseId?: string | null;
}

/** Long enough for a season, short enough that a forgotten address is soon nobody's. */
const lifetime = days(180);

/** What a feed's address is to stand for. @throws Fault */
export const feedGrant = defineQuery({
  type: 'FeedGrant',
  reads: [sharedAssets.name, directory.name],
  answer: async (viewer, { assetId, enterpriseId }: FeedAsked, models): Promise<FeedGrant> => {
    if (assetId && enterpriseId) throw oneOfBoth('Name an asset or an enterprise, not both.');
    if (assetId) return grantOfAsset(viewer, assetId, models);
    if (enterpriseId) return grantOfEnterprise(viewer, enterpriseId as EnterpriseId, models);
    throw oneOfBoth('Name an asset or an enterprise.');
  },
});

const oneOfBoth = (message: string): Fault => new Fault('BAD_USER_INPUT', message, 200, { field: 'assetId' });

async function grantOfAsset(viewer: Viewer, id: string, models: ReadModels): Promise<FeedGrant> {
  const asset = await models.sharedAssets.asset(viewer.association, id);
  if (!asset) throw notFound('shared asset');
  const grant = grantOf(viewer, { kind: 'ASSET', id }, models);
  if (viewer.roles.length > 0 || asset.custodians.includes(viewer.person)) return grant;
  const under = await mandateOf(viewer, await viewer.ownEnterprises(models.directory), models);
  if (!under) throw new Fault('FORBIDDEN', 'A calendar is for who holds a role or acts for an enterprise.');
  return { ...grant, under };
}

async function grantOfEnterprise(viewer: Viewer, id: EnterpriseId, models: ReadModels): Promise<FeedGrant> {
  const grant = grantOf(viewer, { kind: 'ENTERPRISE', id }, models);
  const under = await mandateOf(viewer, [id], models);
  if (under) return { ...grant, under };
  if (!viewer.seesMembers || !(await isKnown(viewer, id, models))) throw notFound('enterprise');
  return grant;
}

const isKnown = async ({ association }: Viewer, id: EnterpriseId, { directory }: ReadModels): Promise<boolean> =>
  (await directory.enterprisesById(association, [id])).length > 0;

const grantOf = ({ association, person }: Viewer, of: FeedGrant['of'], { clock }: ReadModels): FeedGrant => ({
  association,
  person,
  of,
  expiresAt: later(clock.now(), lifetime),
});

export const feedQueries = [feedGrant];

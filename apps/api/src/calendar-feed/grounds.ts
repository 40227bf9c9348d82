import {
  enterpriseStream,
  isMandateInForce,
  personStream,
  type EnterpriseState,
  type Mandate,
  type PersonState,
} from '@jointly/joint-actions';
import type { EnterpriseId, PersonId } from '@jointly/kernel';
import type { FeedGrant } from '@jointly/privacy';
import type { ReadModels } from '../reading/read-models';
import { Viewer } from '../reading/viewer';

type Under = NonNullable<FeedGrant['under']>;

/**
 * A feed is read for as long as what it was given under lasts: this very mandate or, where an office gave it, a role in
 * the association or the custody of the asset. A mandate that is given anew does not revive a feed that leaked.
 */
export async function viewerOf(grant: FeedGrant, models: ReadModels): Promise<Viewer | undefined> {
  const { association, person, under, expiresAt } = grant;
  const { load, clock } = models;
  if (clock.now() >= expiresAt) return undefined;
  const { state } = await load<PersonState>(personStream(association, person));
  if (state.status !== 'REGISTERED') return undefined;
  const viewer = await Viewer.of(association, person, load, clock);
  if (!viewer) return undefined;
  const holds = under ? await mandateLasts(viewer, under, models) : await officeLasts(viewer, grant, models);
  return holds ? viewer : undefined;
}

async function mandateLasts({ association }: Viewer, { enterpriseId, mandateId }: Under, models: ReadModels) {
  const { state } = await models.load<EnterpriseState>(enterpriseStream(association, enterpriseId));
  const mandate = state.status === 'REGISTERED' ? state.mandates.get(mandateId) : undefined;
  return mandate !== undefined && isMandateInForce(mandate, models.clock.now());
}

async function officeLasts(viewer: Viewer, { of }: FeedGrant, models: ReadModels): Promise<boolean> {
  if (of.kind === 'ENTERPRISE') return viewer.seesMembers;
  if (viewer.roles.length > 0) return true;
  const asset = await models.sharedAssets.asset(viewer.association, of.id);
  return asset?.custodians.includes(viewer.person) ?? false;
}

/** The mandate that lets the person look: of the enterprise, where it is named. */
export async function mandateOf(
  { association, person }: Viewer,
  enterprises: readonly EnterpriseId[],
  { load, clock }: ReadModels,
): Promise<Under | undefined> {
  for (const enterpriseId of enterprises) {
    const { state } = await load<EnterpriseState>(enterpriseStream(association, enterpriseId));
    if (state.status !== 'REGISTERED') continue;
    const mandate = state.mandates.find((one: Mandate) => isOf(one, person) && isMandateInForce(one, clock.now()));
    if (mandate) return { enterpriseId, mandateId: mandate.mandateId };
  }
  return undefined;
}

const isOf = ({ personId }: Mandate, person: PersonId): boolean => personId === person;

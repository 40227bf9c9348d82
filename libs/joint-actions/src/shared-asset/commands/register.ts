import { Type, type Static } from '@sinclair/typebox';
import { accept, defineCommand, newId, refusal, type CommandId, type Known, type Policy } from '@jointly/kernel';
import {
  clusterExists,
  enterpriseRefusal,
  requiresRole,
  type KnowsAssociation,
  type KnowsCluster,
} from '../../authority';
import type { AssociationState } from '../../association/state';
import type { EnterpriseState } from '../../enterprise/state';
import { existing } from '../../existing';
import { record } from '../../schemas';
import { associationStream, clusterStream, enterpriseStream, sharedAssetStream } from '../../streams';
import { timeZoneRefusal } from '../../time-zone';
import { accessRulesRefusal } from '../access-rules';
import { AssetRegistered, type SharedAssetEvent } from '../events';
import { shareCap } from '../shares';
import type { SharedAssetState } from '../state';

const {
  assetId: _,
  currency: _currency,
  rulesVersion: _version,
  timeZone,
  ...asset
} = AssetRegistered.schema.properties;

const registration = record({
  ...asset,
  /** The association's where it names none. */
  timeZone: Type.Optional(timeZone),
});
type Registration = Static<typeof registration>;

/** `owner` is the association itself where no enterprise owns the asset. */
type Lookups = KnowsAssociation & KnowsCluster & { readonly owner: Known<EnterpriseState | AssociationState> };
type Rule = Policy<Registration, SharedAssetState, Lookups>;

export const newAssetId = (command: CommandId): string => newId('asset', command);

const ownerIsKnown: Rule = ({ data }, _state, { owner }) => {
  if (data.owner.kind !== 'ENTERPRISE') return undefined;
  const no = enterpriseRefusal(owner.state as EnterpriseState);
  return no && { ...no, field: 'owner.enterpriseId' };
};

const shareholdersHaveShares: Rule = ({ data: { owner, shareCapital } }) =>
  owner.kind === 'SHAREHOLDERS' && !shareCapital
    ? refusal('SHARE_CAPITAL_NEEDED', 'Shareholders own by shares. Say how many shares there are.', 'shareCapital')
    : undefined;

const anyoneCanHoldShares: Rule = ({ data: { shareCapital } }) =>
  shareCapital && shareCap(shareCapital) < 1
    ? refusal(
        'SHARE_CAP_TOO_LOW',
        `${shareCapital.capPercent} % of ${shareCapital.shares} shares is not one share: nobody could hold any. Raise the cap, or make more shares.`,
        'shareCapital.capPercent',
      )
    : undefined;

const timeZoneIsKnown: Rule = ({ data }) => (data.timeZone === undefined ? undefined : timeZoneRefusal(data.timeZone));

const rulesMakeSense: Rule = ({ data: { rules, shareCapital } }) => accessRulesRefusal(rules, shareCapital);

export const RegisterAsset = defineCommand<Registration, SharedAssetState, Lookups, SharedAssetEvent>({
  type: 'RegisterAsset',
  stream: ({ association, id }) => sharedAssetStream(association, newAssetId(id)),
  lookups: ({ association, data: { clusterId, owner } }) => ({
    association: associationStream(association),
    cluster: clusterStream(association, clusterId),
    owner:
      owner.kind === 'ENTERPRISE' ? enterpriseStream(association, owner.enterpriseId) : associationStream(association),
  }),
  input: registration,
  policies: [
    requiresRole('COORDINATOR'),
    clusterExists,
    ownerIsKnown,
    shareholdersHaveShares,
    anyoneCanHoldShares,
    timeZoneIsKnown,
    rulesMakeSense,
  ],
  // The id comes from the command: an asset that is there already was registered by this very command.
  decide: ({ id, data }, { status }, { association }) => {
    if (status !== 'ABSENT') return accept();
    const { currency, timeZone: usual } = existing(association.state);
    const here = { currency, timeZone: data.timeZone ?? usual };
    const registered = { ...data, ...here, assetId: newAssetId(id), rulesVersion: 1 };
    return accept({ type: 'AssetRegistered', data: registered });
  },
});

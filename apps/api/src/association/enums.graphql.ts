import { enumType } from '../graphql/fields';

export const Role = enumType('Role', 'What a person may do in an association.', {
  COORDINATOR: 'Opens and steers joint actions; never approves an award alone.',
  TREASURER: 'Records invoices and payments; each payment takes two people.',
  INSPECTOR: 'Inspects deliveries that somebody else recorded.',
  VERIFIER: 'Verifies baselines that somebody else declared.',
  MEDIATOR: 'Mediates disputes.',
  AWARD_COMMITTEE: 'Approves awards.',
  COMMISSION: 'Launches and prioritises joint actions; sees aggregates.',
  CDA: 'Cluster development agent: facilitates, invites and records; never pays, bids, votes or commits.',
  AUDITOR: 'Reads under a scope, until a date.',
});

export const ClusterStage = enumType('ClusterStage', 'How far a cluster has come.', {
  PRE_CLUSTER: 'Firms that do not act together yet.',
  UNDERPERFORMING: 'A cluster that falls short of what it could do.',
  PERFORMING: 'A cluster whose firms act together.',
});

export const EnterpriseKind = enumType('EnterpriseKind', 'What an enterprise is.', {
  FIRM: 'A registered firm.',
  ARTISAN: 'A person with a trade.',
  FAMILY: 'A producer family.',
});

export const EnterpriseSize = enumType('EnterpriseSize', 'How large an enterprise is.', {
  MICRO: 'Fewer than 10 people.',
  SMALL: '10 to 49 people.',
  MEDIUM: '50 to 249 people.',
});

export const MandateScope = enumType('MandateScope', 'What a delegate may do for an enterprise.', {
  COMMIT: 'State demands and bind it to purchases.',
  BOOK: 'Book shared equipment.',
  VOTE: 'Vote in decisions.',
  PLEDGE: 'Pledge contributions.',
});

export const OverPayment = enumType('OverPayment', 'What happens to a payment above what is owed.', {
  REFUSE: 'It is refused.',
  CREDIT: 'The rest becomes credit of the member.',
});

export const Disclosure = enumType('Disclosure', 'What members see of each other.', {
  BANDED: 'Only the band that prices are quoted on.',
  OPEN: 'The list with everybody’s quantities.',
});

export const ErasureReason = enumType('ErasureReason', 'Why personal data is given up.', {
  CONSENT_WITHDRAWN: 'The person withdrew consent.',
  NO_LONGER_NEEDED: 'It is no longer needed.',
  OBJECTION: 'The person objected.',
  UNLAWFUL: 'It should not have been kept.',
  LEGAL_OBLIGATION: 'The law requires it.',
});

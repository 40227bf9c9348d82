/** The association of the demonstration, after the oil producers' association REOP plc of UNIDO's case study. */
export const association = {
  id: 'reop',
  name: 'Right Edible Oil Producers plc',
  currency: 'ETB',
  timeZone: 'Africa/Addis_Ababa',
  rules: {
    directAwardLimit: { amount: '4000000.00', currency: 'ETB' },
    awardApprovals: 1,
    overPayment: 'REFUSE',
    paymentDueDays: 30,
    graceDays: 30,
    disclosure: 'BANDED',
    paymentReference: { amount: '20000.00', currency: 'ETB' },
    reliabilityHalfLifeDays: 365,
    reliabilityMinimumObservations: 3,
    minimumMembershipShare: '0.5',
  },
} as const;

export const cluster = {
  name: 'Edible oil producers of Addis Ababa',
  sector: 'Edible oil',
  territory: 'Addis Ababa',
  stage: 'UNDERPERFORMING',
} as const;

/** By the subject of their tokens: who they are and the role they hold. The first is the coordinator from the start. */
export const officers = {
  coordinator: { name: 'Almaz Tekle', role: 'COORDINATOR' },
  approver: { name: 'Berhanu Dessalegn', role: 'AWARD_COMMITTEE' },
  treasurer: { name: 'Chaltu Bedada', role: 'TREASURER' },
  cashier: { name: 'Dawit Asrat', role: 'TREASURER' },
  verifier: { name: 'Eleni Gizaw', role: 'VERIFIER' },
  inspector: { name: 'Fikre Wolde', role: 'INSPECTOR' },
  agent: { name: 'Gelila Shiferaw', role: 'CDA' },
} as const;

export type Office = keyof typeof officers;

export const suppliers = {
  union: 'Oromia Seed Union',
  gojam: 'Gojam Grain Traders',
  metema: 'Metema Export House',
} as const;

export type SupplierKey = keyof typeof suppliers;

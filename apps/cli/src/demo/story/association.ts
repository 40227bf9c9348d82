/** The association of the demonstration, after the oil producers' association REOP plc of UNIDO's case study. */
export const association = {
  name: 'Right Edible Oil Producers plc',
  currency: 'ETB',
  timeZone: 'Africa/Addis_Ababa',
  cluster: {
    name: 'Edible oil, Addis Ababa',
    sector: 'Edible oil',
    territory: 'Addis Ababa',
    stage: 'UNDERPERFORMING',
  },
  rules: {
    directAwardLimit: '4000000.00',
    overPayment: 'REFUSE',
    paymentDueDays: 30,
    graceDays: 30,
    paymentReference: '20000.00',
  },
} as const;

/** The subject of each officer's token, with the name and the role that go with it. */
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

import { oilPressers, type OilPresser } from './oil-pressers';
import { rules, type AssociationPlan } from './plan';

export type SupplierKey = 'union' | 'gojam' | 'metema';

/** The association that buys seed jointly, after the oil producers' association REOP plc of UNIDO's case study. */
export const oilProducers: AssociationPlan<OilPresser, SupplierKey> = {
  association: {
    id: 'reop',
    name: 'Right Edible Oil Producers plc',
    currency: 'ETB',
    timeZone: 'Africa/Addis_Ababa',
    rules: rules('ETB', '4000000.00', '20000.00'),
  },
  cluster: {
    name: 'Edible oil producers of Addis Ababa',
    sector: 'Edible oil',
    territory: 'Addis Ababa',
    stage: 'UNDERPERFORMING',
  },
  officers: {
    coordinator: 'Almaz Tekle',
    approver: 'Berhanu Dessalegn',
    treasurer: 'Chaltu Bedada',
    cashier: 'Dawit Asrat',
    verifier: 'Eleni Gizaw',
    inspector: 'Fikre Wolde',
    agent: 'Gelila Shiferaw',
  },
  suppliers: { union: 'Oromia Seed Union', gojam: 'Gojam Grain Traders', metema: 'Metema Export House' },
  members: oilPressers,
  memberKind: 'FIRM',
  scopes: ['COMMIT'],
  logins: '',
  registration: 'AA/OIL',
};

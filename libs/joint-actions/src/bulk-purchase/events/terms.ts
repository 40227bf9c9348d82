import { defineEvent } from '@jointly/kernel';
import { currencySchema, idSchema, nameSchema, record } from '../../schemas';
import { itemSchema, termsSchema, termsVersionSchema } from '../schemas';

export const BulkPurchaseOpened = defineEvent({
  type: 'BulkPurchaseOpened',
  description: 'A coordinator opened a bulk purchase of one item in a cluster, under the first version of its terms.',
  schema: record({
    purchaseId: idSchema,
    clusterId: idSchema,
    title: nameSchema,
    item: itemSchema,
    currency: currencySchema,
    terms: termsSchema,
    termsVersion: termsVersionSchema,
  }),
});

export const TermsChanged = defineEvent({
  type: 'TermsChanged',
  description: 'The terms got a new version; demand is open again, and what was demanded before needs consent again.',
  schema: record({ purchaseId: idSchema, terms: termsSchema, termsVersion: termsVersionSchema }),
});

export const termsEvents = [BulkPurchaseOpened, TermsChanged] as const;

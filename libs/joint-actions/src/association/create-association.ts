import { Type, type Static } from '@sinclair/typebox';
import { accept, currencyDigits, defineCommand, InvalidMoney, platform, refusal, type Policy } from '@jointly/kernel';
import { personIsKnown, requiresOperator, type KnowsPerson, type KnowsPlatform } from '../authority';
import { currencySchema, nameSchema, personIdSchema, record } from '../schemas';
import { associationStream, personStream, platformStream } from '../streams';
import { timeZoneRefusal } from '../time-zone';
import type { AssociationEvent } from './events';
import { defaultRules, foreignAmount, ruleSettingsSchema } from './rules';
import type { AssociationState } from './state';

const input = record({
  name: nameSchema,
  currency: currencySchema,
  timeZone: Type.String({ minLength: 1, maxLength: 64 }),
  locale: Type.Optional(Type.String({ minLength: 2, maxLength: 35 })),
  /** The first coordinator. */
  personId: personIdSchema,
  rules: Type.Optional(ruleSettingsSchema),
});
type Input = Static<typeof input>;
type Lookups = KnowsPlatform & KnowsPerson;
type Rule = Policy<Input, AssociationState, Lookups>;

/** Ids are given once: also to whoever enters the first person of what is founded already. */
export const associationExists = refusal(
  'ASSOCIATION_EXISTS',
  'This id is taken. Choose another one.',
  'associationId',
);

const idIsFree: Rule = ({ association }, { status }) =>
  status === 'ACTIVE' || association === platform ? associationExists : undefined;

const currencyIsKnown: Rule = ({ data: { currency } }) =>
  succeeds(() => currencyDigits(currency), InvalidMoney)
    ? undefined
    : refusal('UNKNOWN_CURRENCY', 'This is not a currency of ISO 4217. Give a code such as ETB or XOF.', 'currency');

const timeZoneIsKnown: Rule = ({ data: { timeZone } }) => timeZoneRefusal(timeZone);

const localeIsKnown: Rule = ({ data: { locale = 'en' } }) =>
  succeeds(() => Intl.getCanonicalLocales(locale), RangeError)
    ? undefined
    : refusal('UNKNOWN_LOCALE', 'This is not a language tag of BCP 47. Give one such as fr-SN.', 'locale');

function succeeds(attempt: () => unknown, expected: new (message: string) => Error): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    if (error instanceof expected) return false;
    throw error;
  }
}

const rulesAreInItsCurrency: Rule = ({ data: { rules, currency } }) => rules && foreignAmount(rules, currency);

/** By an operator, who hands it to its first coordinator and has no part in it afterwards. */
export const CreateAssociation = defineCommand<Input, AssociationState, Lookups, AssociationEvent>({
  type: 'CreateAssociation',
  stream: ({ association }) => associationStream(association),
  lookups: ({ association, data }) => ({
    platform: platformStream(),
    person: personStream(association, data.personId),
  }),
  input,
  policies: [
    requiresOperator,
    idIsFree,
    currencyIsKnown,
    timeZoneIsKnown,
    localeIsKnown,
    rulesAreInItsCurrency,
    personIsKnown,
  ],
  decide: ({ data: { personId, rules, ...profile } }) =>
    accept(
      {
        type: 'AssociationFounded',
        data: {
          ...profile,
          currencyDigits: currencyDigits(profile.currency),
          rules: { ...(rules ?? defaultRules(profile.currency)), version: 1 },
        },
      },
      { type: 'RoleGranted', data: { personId, role: 'COORDINATOR' } },
    ),
});

import { Type, type Static } from '@sinclair/typebox';
import { accept, defineCommand, refusal, type Policy } from '@jointly/kernel';
import { roleRefusal } from '../authority';
import { existing } from '../existing';
import { record } from '../schemas';
import { associationStream } from '../streams';
import type { AssociationEvent } from './events';
import { foreignAmount, ruleSettingsSchema } from './rules';
import type { AssociationState } from './state';

const input = record({
  /** The version that was looked at: nobody undoes a change they have not seen. */
  basedOnVersion: Type.Integer({ minimum: 1 }),
  rules: ruleSettingsSchema,
});
type Input = Static<typeof input>;
type Rule = Policy<Input, AssociationState, Record<never, never>>;

const byCoordinator: Rule = (command, association) => roleRefusal(association, command, ['COORDINATOR']);

const basedOnCurrent: Rule = ({ data }, association) => {
  const { version } = existing(association).rules;
  if (data.basedOnVersion === version) return undefined;
  return refusal(
    'RULES_CHANGED_MEANWHILE',
    `The rules are at version ${version} by now. Look at them and change them again.`,
    'basedOnVersion',
  );
};

const inItsCurrency: Rule = ({ data }, association) => foreignAmount(data.rules, existing(association).currency);

export const ChangeRules = defineCommand<Input, AssociationState, Record<never, never>, AssociationEvent>({
  type: 'ChangeRules',
  stream: ({ association }) => associationStream(association),
  input,
  policies: [byCoordinator, basedOnCurrent, inItsCurrency],
  decide: ({ data: { basedOnVersion, rules } }) =>
    accept({ type: 'RulesChanged', data: { rules: { ...rules, version: basedOnVersion + 1 } } }),
});

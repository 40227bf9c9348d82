import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSchema, isInputObjectType, isObjectType, isEnumType, type GraphQLNamedType } from 'graphql';
import { schemaText } from './schema';

const committed = (): string => readFileSync(resolve(__dirname, '../../../../schema.graphql'), 'utf8');

describe('schema.graphql', () => {
  let actual: string;
  beforeAll(async () => {
    actual = await schemaText();
  });

  it('is what the code says; `npm run schema` writes it', () => {
    expect(actual).toBe(committed());
  });

  const described = (type: GraphQLNamedType): [string, string | null | undefined][] => {
    const members =
      isObjectType(type) || isInputObjectType(type)
        ? Object.values(type.getFields())
        : isEnumType(type)
          ? type.getValues()
          : [];
    const args = isObjectType(type)
      ? Object.values(type.getFields()).flatMap(({ name, args }) =>
          args.map((arg): [string, string | null | undefined] => [`${name}(${arg.name})`, arg.description]),
        )
      : [];
    return [
      [type.name, type.description],
      ...members.map((member): [string, string | null | undefined] => [
        `${type.name}.${member.name}`,
        member.description,
      ]),
      ...args,
    ];
  };

  it('describes everything that a client can see', () => {
    const ours = Object.values(buildSchema(actual).getTypeMap()).filter(
      ({ name }) => !/^(__|Query$|Mutation$|String$|Int$|ID$|Boolean$|Float$)/.test(name),
    );
    expect(ours.flatMap(described).filter(([, text]) => !text)).toEqual([]);
  });

  it('has no floating-point number: amounts and quantities are exact', () => {
    expect(actual).not.toMatch(/\bFloat\b/);
  });

  it('gives every mutation one input with a key, and a payload of its own', () => {
    const schema = buildSchema(actual);
    for (const { name, args, type } of Object.values(schema.getMutationType()!.getFields())) {
      const capital = name.charAt(0).toUpperCase() + name.slice(1);
      expect([name, args.map((arg) => `${arg.name}: ${String(arg.type)}`), String(type)]).toEqual([
        name,
        [`input: ${capital}Input!`],
        `${capital}Payload!`,
      ]);
      expect(actual).toMatch(new RegExp(`input ${capital}Input \\{[^}]*idempotencyKey: String!`));
    }
  });
});

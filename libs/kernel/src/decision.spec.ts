import { accept, firstRefusal, refusal, refuse, type Command, type Policy } from './decision';

const command = { type: 'Test', data: 3 } as unknown as Command<number>;
const atMost =
  (limit: number): Policy<number, number, object> =>
  ({ data }, state) =>
    data + state > limit ? refusal(`ABOVE_${limit}`, `At most ${limit}.`) : undefined;

describe('Rules that say no', () => {
  test('people are told the first one', () => {
    expect(firstRefusal([atMost(9), atMost(4), atMost(2)], command, 2, {})?.code).toBe('ABOVE_4');
  });

  test('nobody is told anything where all agree', () => {
    expect(firstRefusal([atMost(9), atMost(5)], command, 2, {})).toBeUndefined();
    expect(firstRefusal([], command, 2, {})).toBeUndefined();
  });
});

test('a decision is events, or none and a refusal that names its field where there is one', () => {
  const event = { type: 'Happened', data: {} };
  expect(accept(event)).toStrictEqual({ events: [event] });
  expect(refuse('NO', 'No.')).toStrictEqual({ events: [], refusal: { code: 'NO', message: 'No.' } });
  expect(refuse('NO', 'No.', 'amount').refusal).toStrictEqual({ code: 'NO', message: 'No.', field: 'amount' });
});

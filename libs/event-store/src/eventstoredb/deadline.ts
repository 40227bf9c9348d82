import { CallFailed } from './errors';

export const overdue = (call: string, milliseconds: number): CallFailed =>
  new CallFailed(call, `nothing came within ${milliseconds} ms`);

/** The answer to a call, where it comes within so many milliseconds. @throws CallFailed */
export function within<Answer>(milliseconds: number, answer: Promise<Answer>, call: string): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(overdue(call, milliseconds)), milliseconds);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

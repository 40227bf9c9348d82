import type { Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor, type CommandRequest, type Outcome } from '@jointly/event-store';
import type { AnyAggregate } from '@jointly/kernel';

/** A command on its way through the bus: one class per command definition, as the bus tells them apart by class. */
export abstract class DomainCommand {
  constructor(readonly request: CommandRequest) {}
}

/** The classes and handlers of every command that the aggregates declare. None is written by hand. */
export interface Dispatch {
  /** @throws RangeError when no aggregate declares `type` */
  command(request: CommandRequest): DomainCommand;
  readonly handlers: readonly Type<ICommandHandler<DomainCommand, Outcome>>[];
}

export function dispatchFor(aggregates: readonly AnyAggregate[], executor: CommandExecutor): Dispatch {
  const types = aggregates.flatMap(({ commands }) => commands.map(({ type }) => type));
  const classes = new Map(types.map((type) => [type, commandClass(type)]));
  return {
    command: (request) => {
      const Command = classes.get(request.type);
      if (!Command) throw new RangeError(`No aggregate declares the command ${request.type}.`);
      return new Command(request);
    },
    handlers: [...classes.values()].map((Command) => handlerClass(Command, executor)),
  };
}

const commandClass = (type: string): Type<DomainCommand> =>
  // The computed key is what gives the class its name, in the bus and in its messages.
  ({ [type]: class extends DomainCommand {} })[type]!;

/** The one generic handler: decide and record. */
function handlerClass(Command: Type<DomainCommand>, executor: CommandExecutor): Type<ICommandHandler<DomainCommand>> {
  @CommandHandler(Command)
  class Handler implements ICommandHandler<DomainCommand, Outcome> {
    execute({ request }: DomainCommand): Promise<Outcome> {
      return executor.execute(request);
    }
  }
  return Handler;
}

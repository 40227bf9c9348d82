#!/usr/bin/env node
import { Command } from 'commander';
import { eventsCommand } from './commands/events';
import { tokenCommand } from './commands/token';
import { report } from './failure';

const jointly = new Command('jointly')
  .description('Joint actions of small enterprises: the tool of those who run an installation.')
  .addCommand(tokenCommand())
  .addCommand(eventsCommand());

jointly.parseAsync().catch(report);

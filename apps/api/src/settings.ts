import 'reflect-metadata';
import { applyDecorators } from '@nestjs/common';
import { IsBase64, IsIn, IsInt, IsNotEmpty, IsOptional, IsUrl, Matches, Max, Min, validateSync } from 'class-validator';

/** One environment variable, as docs/operations.md lists it. */
export interface SettingRow {
  readonly name: string;
  readonly property: keyof Settings;
  readonly description: string;
  /** A value that is accepted, shown to whoever set a bad one. */
  readonly example: string;
  readonly secret: boolean;
}

/** Every setting, in the order in which the documentation shows them. */
export const settingsTable: SettingRow[] = [];

const Setting =
  (name: string, description: string, example: string, secret = false): PropertyDecorator =>
  (_target, property) => {
    settingsTable.push({ name, property: property as keyof Settings, description, example, secret });
  };

const IsWhole = (least: number, most: number): PropertyDecorator => {
  const message = `it must be a whole number from ${least} to ${most}`;
  return applyDecorators(IsInt({ message }), Min(least, { message }), Max(most, { message }));
};

/** The log is a file in the data directory. */
export const embeddedLog = 'sqlite:';

/** What the environment says, checked once at start. */
export class Settings {
  @Setting('JOINTLY_PORT', 'TCP port of the HTTP server; 0 takes any free one.', '4000')
  @IsWhole(0, 65_535)
  port = 4000;

  @Setting('JOINTLY_HOST', 'Address to listen on. The default is reachable from this machine only.', '127.0.0.1')
  @Matches(/^[\w.:-]+$/, { message: 'it must be a host name or an address' })
  host = '127.0.0.1';

  @Setting('JOINTLY_DATA_DIR', 'Directory of the log, the keys and the read models; made when it is absent.', './data')
  @IsNotEmpty({ message: 'it must name a directory' })
  dataDir = './data';

  @Setting(
    'JOINTLY_EVENT_STORE_URL',
    'Where the log is kept: `sqlite:` is the data directory, `esdb://…` an EventStoreDB server or cluster.',
    embeddedLog,
    true,
  )
  @Matches(/^(sqlite:|esdb(\+discover)?:\/\/.+)$/, { message: 'it must be sqlite: or begin with esdb://' })
  eventStoreUrl = embeddedLog;

  @Setting('JOINTLY_READ_MODEL_URL', 'Where the read models are kept: `sqlite:` is the data directory.', 'sqlite:')
  @IsIn(['sqlite:'], { message: 'this version keeps its read models on the embedded SQLite only' })
  readModelUrl = 'sqlite:';

  @Setting(
    'JOINTLY_CLOCK',
    '`wall` for real time; `controlled` for demonstrations and tests. A log keeps the kind it began with.',
    'wall',
  )
  @IsIn(['wall', 'controlled'], { message: 'it must be wall or controlled' })
  clock: 'wall' | 'controlled' = 'wall';

  @Setting('JOINTLY_CLOCK_START', 'Where a controlled clock starts on a new log.', '2026-01-05T08:00:00.000Z')
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, { message: 'it must be an instant in UTC' })
  clockStart = '2026-01-05T08:00:00.000Z';

  @Setting('JOINTLY_LOG_LEVEL', 'What is logged: fatal, error, warn, info, debug, trace or silent.', 'info')
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { message: 'it must be one of $constraint1' })
  logLevel = 'info';

  @Setting('JOINTLY_BODY_LIMIT', 'Bytes that one request may have.', '262144')
  @IsWhole(1024, 8_388_608)
  bodyLimit = 262_144;

  @Setting(
    'JOINTLY_MASTER_KEY',
    'The key that wraps all keys: 32 bytes in base64. Without it, a key file is made in the data directory.',
    'the output of `openssl rand -base64 32`',
    true,
  )
  @IsOptional()
  @IsBase64({}, { message: 'it must be 32 bytes in base64' })
  @Matches(/^.{43}=$/, { message: 'it must be 32 bytes in base64' })
  masterKey?: string;

  @Setting(
    'JOINTLY_AUTH_JWKS_URL',
    'Keys of an identity provider of your own. Without it, this installation issues its own tokens.',
    'https://id.example.org/.well-known/jwks.json',
  )
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['https', 'http'] }, { message: 'it must be an https address' })
  authJwksUrl?: string;

  @Setting('JOINTLY_AUTH_ISSUER', 'The `iss` of its tokens; goes with JOINTLY_AUTH_JWKS_URL.', 'https://id.example.org')
  @IsOptional()
  @IsNotEmpty({ message: 'it must name the issuer' })
  authIssuer?: string;

  @Setting('JOINTLY_AUTH_AUDIENCE', 'The `aud` that a token must have.', 'jointly')
  @IsNotEmpty({ message: 'it must name the audience' })
  authAudience = 'jointly';

  @Setting(
    'JOINTLY_OPERATOR_SUBJECT',
    'The `sub` of whoever operates this installation and may create associations.',
    'operator',
  )
  @IsNotEmpty({ message: 'it must name somebody' })
  operatorSubject = 'operator';
}

/** Says every setting that is wrong, what is wrong with it, and a value that is accepted. */
export class InvalidSettings extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'InvalidSettings';
  }
}

/** @throws InvalidSettings */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const settings = new Settings();
  for (const { name, property } of settingsTable) {
    const text = environment[name];
    if (text === undefined || text === '') continue;
    const value = typeof settings[property] === 'number' ? numberIn(text) : text;
    Object.assign(settings, { [property]: value });
  }
  const problems = validateSync(settings, { stopAtFirstError: true }).map(({ property, constraints }) =>
    problem(property, Object.values(constraints ?? {})[0] ?? 'it is not valid', environment),
  );
  if (problems.length === 0 && (settings.authJwksUrl === undefined) !== (settings.authIssuer === undefined))
    problems.push(
      'JOINTLY_AUTH_JWKS_URL and JOINTLY_AUTH_ISSUER go together: set both, such as https://id.example.org/.well-known/jwks.json and https://id.example.org, or neither.',
    );
  if (problems.length > 0) throw new InvalidSettings(problems);
  return settings;
}

const numberIn = (text: string): number => (/^\d+$/.test(text) ? Number(text) : NaN);

function problem(property: string, why: string, environment: Readonly<Record<string, string | undefined>>): string {
  const row = settingsTable.find((candidate) => candidate.property === property)!;
  const value = row.secret ? '(not shown)' : `"${environment[row.name] ?? ''}"`;
  return `${row.name} is ${value}: ${why}. A valid value: ${row.example}`;
}

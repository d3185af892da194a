import { Argument, Command as Program, CommanderError, Option } from 'commander';
import { defaultLibrary, defaultModels } from './default-places.ts';
import { WrongUsage, type Call, type Command } from './command.ts';
import { commands } from './commands.ts';
import { explain } from './explain.ts';
import { wholeHelp } from './help.ts';
import { print } from './print.ts';
import { asPath, flag, option, writtenAs, type Given, type Values } from './values.ts';

/** What every command takes. */
const shared = {
  library: option('<folder>', "which library to use (default: the app's)", asPath),
  libraryAnyway: flag('open it even on a network drive or in a synchronised folder'),
  models: option('<folder>', "which models to use (default: the app's)", asPath),
  json: flag('one JSON document on stdout, nothing else there'),
};

/** Answers the exit code. Throws AppError where nothing could be done. */
export async function runCommand(typed: readonly string[]): Promise<number> {
  const { program, finished } = programOf(commands);
  let argv = typed;
  try {
    argv = commandFirst(typed);
    await program.parseAsync(argv, { from: 'user' });
    return finished();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    // The help has been printed in its place.
    if (error instanceof CommanderError && error.code === 'commander.help') return 2;
    if (!(error instanceof CommanderError) && !(error instanceof WrongUsage)) throw error;
    const command = commands.find(({ name }) => name === argv[0]);
    print.message(`dramatis: ${explain(error, command)} See: dramatis ${command ? `${command.name} ` : ''}--help`);
    return 2;
  }
}

function programOf(list: readonly Command[]) {
  let code = 2;
  const program = new Program('dramatis')
    .description('sorts game art by character')
    .exitOverride()
    // Complaints are worded by `explain`.
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ showGlobalOptions: true });
  for (const each of optionsOf(shared)) program.addOption(each);
  for (const command of list) {
    const sub = program.command(command.name).description(command.about);
    for (const [name, value] of Object.entries(command.takes))
      sub.addArgument(new Argument(writtenAs(name, value), value.about).argParser(value.read));
    for (const each of optionsOf(command.options)) sub.addOption(each);
    sub.action(async () => {
      code = await command.run(givenTo(command, sub) as never, callOf(program));
    });
  }
  // Only now, so that each command keeps a page of its own.
  program.configureHelp({ formatHelp: () => wholeHelp(list, shared) });
  return { program, finished: () => code };
}

function optionsOf(values: Values): Option[] {
  return Object.entries(values).map(([name, value]) => {
    const { about, read, otherwise } = value;
    const declared = new Option(writtenAs(name, value), about);
    if (!declared.required) return declared;
    const said = typeof otherwise === 'string' || typeof otherwise === 'number';
    return said ? declared.argParser(read).default(otherwise) : declared.argParser(read);
  });
}

function givenTo({ takes, options }: Command, sub: Program): Record<string, unknown> {
  const typed = Object.keys(takes).map((name, at): [string, unknown] => [name, sub.processedArgs[at]]);
  return { ...givenOf(takes, Object.fromEntries(typed)), ...givenOf(options, sub.opts<Record<string, unknown>>()) };
}

/** What was typed, with the defaults of what was not. */
function givenOf(values: Values, typed: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, { otherwise }]) => [name, typed[name] ?? otherwise]));
}

function callOf(program: Program): Call {
  const given = givenOf(shared, program.opts<Record<string, unknown>>());
  const { library, libraryAnyway, models, json } = given as Given<typeof shared>;
  return {
    library: library ?? defaultLibrary(),
    libraryNamed: library !== null,
    libraryAnyway,
    models: models ?? defaultModels(),
    modelsNamed: models !== null,
    json,
  };
}

/** Options may stand before the command; commander wants it in front of its own. */
function commandFirst(typed: readonly string[]): readonly string[] {
  if (typed[0]?.startsWith('-') !== true) return typed;
  const anyOption = new Program().exitOverride().configureOutput({ outputError: () => undefined });
  const all = Object.assign({}, shared, ...commands.map(({ options }) => options)) as Values;
  for (const [name, value] of Object.entries(all)) anyOption.addOption(new Option(writtenAs(name, value)));
  const [word] = anyOption.parseOptions([...typed]).operands;
  const at = word === undefined ? -1 : typed.indexOf(word);
  return at < 0 ? typed : [...typed.slice(at, at + 1), ...typed.slice(0, at), ...typed.slice(at + 1)];
}

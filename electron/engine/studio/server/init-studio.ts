import { StudioServer, type Credentials } from './server.ts';

/** Makes a studio in a database, or brings one up to date. For whoever may make schemas and roles there. */
export async function initStudio(credentials: Credentials): Promise<void> {
  await using server = await StudioServer.connect(credentials);
  await server.init();
}

import { execFileSync } from 'node:child_process';
import { ready } from './stage';

/** Runs SQL on the demo's database; tells what it found, a row a line. */
export function sql(statements: string): string {
  const plain = ['--no-psqlrc', '--quiet', '--no-align', '--tuples-only', '--set=ON_ERROR_STOP=1'];
  const found = execFileSync('psql', [...plain, ready.database_url], {
    input: statements,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return found.toString().trim();
}

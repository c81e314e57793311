import { expectTypeOf, test } from 'vitest';
import type { Connection } from '../connection.ts';
import type { CommandsOf } from './document.ts';
import type { CommandOf, Kinds } from './kinds.ts';

type Bar = CommandsOf<{ command: 'reset' } | { command: 'pause'; for_s: number }>;
type Seats = CommandsOf<{ command: 'reset'; seat: string; why?: string | null }>;

test('commands of the same name take what their own kind takes', () => {
  expectTypeOf<keyof Bar>().toEqualTypeOf<'reset' | 'pause'>();
  expectTypeOf<Bar['reset']>().toEqualTypeOf<Record<string, never>>();
  expectTypeOf<Bar['pause']>().toEqualTypeOf<{ for_s: number }>();
  expectTypeOf<Seats['reset']>().toEqualTypeOf<{ seat: string; why?: string | null }>();
});

test('a connection takes the commands of its kind alone', () => {
  expectTypeOf<CommandOf<'meter'>>().toEqualTypeOf<
    'reset' | 'test_vote' | 'start_round' | 'stop_round' | 'extend_round' | 'cancel_round'
  >();
  expectTypeOf<Kinds['timer']['commands']['pause']>().toEqualTypeOf<Record<string, never>>();
  expectTypeOf<Kinds['meter']['commands']['test_vote']>().toEqualTypeOf<{
    side: 'for' | 'against';
  }>();
  const meter = {} as Connection<'meter'>;
  const timer = {} as Connection<'timer'>;
  const asks = [
    () => meter.command('test_vote', { side: 'for' }),
    // @ts-expect-error: a timer's command
    () => meter.command('switch'),
    // @ts-expect-error: a meter's command
    () => timer.command('reset'),
    // @ts-expect-error: what it takes is not given
    () => meter.command('test_vote'),
  ];
  expectTypeOf(asks).toBeArray();
});

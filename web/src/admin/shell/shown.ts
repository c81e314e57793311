/** What each view is made of. */
import type { Component } from 'svelte';
import Archives from '../archives/Archives.svelte';
import Audit from '../audit/Audit.svelte';
import BulkActions from '../bulk/BulkActions.svelte';
import Cases from '../cases/Cases.svelte';
import Health from '../health/Health.svelte';
import Jobs from '../jobs/Jobs.svelte';
import Overview from '../overview/Overview.svelte';
import Quarantine from '../quarantine/Quarantine.svelte';
import Queues from '../queues/Queues.svelte';
import type { ViewName } from '../route/views';
import Schedules from '../schedules/Schedules.svelte';
import Sessions from '../sessions/Sessions.svelte';
import Shards from '../shards/Shards.svelte';
import Signals from '../signals/Signals.svelte';
import Workers from '../workers/Workers.svelte';

export const SHOWN: Readonly<Record<ViewName, Component>> = {
  overview: Overview,
  jobs: Jobs,
  queues: Queues,
  workers: Workers,
  signals: Signals,
  schedules: Schedules,
  bulk: BulkActions,
  sessions: Sessions,
  shards: Shards,
  health: Health,
  quarantine: Quarantine,
  cases: Cases,
  archives: Archives,
  audit: Audit,
};

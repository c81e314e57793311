/** Viewers of the extension that no page is of. */
import { asked } from '../asked';
import { ready } from '../stage';

const OPAQUE_ID = 'U79000001';

/** Somebody is out: a viewer who goes alone, again once they are home. */
export async function isOut(): Promise<void> {
  const given = await fetch(`${ready.twitch_url}/sim/extension/jwt`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ role: 'viewer', opaque_user_id: OPAQUE_ID }),
  });
  const { token } = (await given.json()) as { token: string };
  const post = (path: string, body: object) =>
    asked(`${ready.api}/api/v1/${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  await post('survivors', { bent: 'grit' });
  await post(`camps/${ready.broadcaster_id}/missions`, { party: 'solo', difficulty: 1 });
}

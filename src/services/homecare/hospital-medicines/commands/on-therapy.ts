import { listen } from '../../prescriptions/commands/announce.ts'
import { tellGp } from './tell-gp.ts'

/** A treatment has started: its first prescription was accepted. One that never started is not told of when it stops. */
listen('therapy-moved', async (tx, ctx, { therapyId, event, from }) => {
  if (event === 'start') await tellGp(tx, ctx, therapyId, 'started')
  if (event === 'stop' && from !== 'planned') await tellGp(tx, ctx, therapyId, 'stopped')
})

import './style/panel.css';
import './style/table.css';
import './style/display.css';
import './style/list.css';
import type { Join } from '../../kind';
import { TimerStage } from './stage';

export const join: Join<'timer'> = (page) => new TimerStage(page);

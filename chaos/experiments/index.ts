import type { Experiment } from "../experiment";
import { commitCut, diskFull, postgresRestarted, postgresStopped } from "./database";
import { besideBurst, besideHanging, besideLimited, besideRefusing, besideSlow } from "./neighbours";
import { clockWrong, webKilled, workerFrozen } from "./processes";
import { hostileReceivers } from "./hostile-receivers";
import { poisonQuarantined } from "./poison";
import { redisAbsent, redisAway, redisFlushed, redisWiped } from "./queue";
import { everythingAtRandom } from "./random";
import { receiverAnswers } from "./receivers";
import { revived } from "./revival";
import { retryRace } from "./retry-race";
import { encryptionKeyRotated, secretRotated } from "./rotations";
import { soak } from "./soak";
import { idempotencyTwins } from "./twins";
import { rollingRestarts, workerKilled, workerKilledBeforeRecording } from "./workers";

/** Every experiment, in the order of the report. */
export const EXPERIMENTS: readonly Experiment[] = [
  workerKilled,
  workerKilledBeforeRecording,
  webKilled,
  rollingRestarts,
  workerFrozen,
  clockWrong,
  redisFlushed,
  redisAway,
  redisAbsent,
  redisWiped,
  postgresStopped,
  postgresRestarted,
  commitCut,
  diskFull,
  receiverAnswers,
  hostileReceivers,
  poisonQuarantined,
  idempotencyTwins,
  retryRace,
  secretRotated,
  encryptionKeyRotated,
  besideRefusing,
  besideHanging,
  besideSlow,
  besideLimited,
  besideBurst,
  revived,
  everythingAtRandom,
  soak,
];

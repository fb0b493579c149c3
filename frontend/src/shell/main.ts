/** What every page has. Each module listens on the document, so that what htmx brings later behaves alike. */
import { installAutosubmit } from "./autosubmit";
import { installBeside } from "./beside";
import { installChecking } from "./checking";
import { installConfirming } from "./confirming";
import { installCurrent } from "./current";
import { installDialogs } from "./dialogs";
import { installDrops } from "./drops";
import { installFinding } from "./finding";
import { installKeys } from "./keys";
import { installMenus } from "./menus";
import { installPictures } from "./pictures";
import { installRequests } from "./requests";
import { installSubmitting } from "./submitting";
import { installThemeChoice } from "./theme-choice";
import { installToasts } from "./toasts";

for (const install of [
  installRequests,
  installThemeChoice,
  installToasts,
  installDialogs,
  installConfirming,
  installAutosubmit,
  installSubmitting,
  installMenus,
  installCurrent,
  installDrops,
  installKeys,
  installBeside,
  installChecking,
  installFinding,
  installPictures,
]) {
  install();
}

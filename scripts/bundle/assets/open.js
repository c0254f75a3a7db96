// Stands in the site's folder. That it loads proves that the folder was unpacked beside 打开.html: go to the site.
"use strict";
location.replace("site/index.html");

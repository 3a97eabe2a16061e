#include "config/config.h"
#include "config/i18n.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/text/filter.h"

#include <string.h>

int
command_config(struct run *run)
{
	struct buf b;

	buf_init(&b);
	if (run->cli->value[CLI_OPT_DEFAULTS]) {
		config_write_defaults(&b);
	} else {
		const char *file = config_file(run->config);
		filter_add(&b, file, strlen(file), FILTER_LINE);
		buf_addc(&b, '\n');
	}
	int status = run_write(&b);
	buf_fini(&b);
	return status;
}

#include "src/print/ansi.h"

#include <string.h>

#include "src/base/buf.h"
#include "src/layout/canvas.h"

/* The SGR parameter of each attribute. */
static const struct {
	unsigned attr;
	const char *sgr;
} attrs[] = {
	{ INK_BOLD, "1" },
	{ INK_DIM, "2" },
	{ INK_ITALIC, "3" },
	{ INK_UNDERLINE, "4" },
	{ INK_REVERSE, "7" },
};

static void
add(struct buf *b, const char *sgr)
{
	if (b->n)
		buf_addc(b, ';');
	buf_adds(b, sgr);
}

/* A colour; `base` is 30 for the foreground, 40 for the background. */
static void
add_color(struct buf *b, int32_t rgb, int base, enum color_depth depth)
{
	int i;

	if (rgb == INK_DEFAULT || depth == COLOR_NONE)
		return;
	add(b, "");
	switch (depth) {
	case COLOR_TRUE:
		buf_addf(b, "%d;2;%d;%d;%d", base + 8, (int)(rgb >> 16 & 255),
		    (int)(rgb >> 8 & 255), (int)(rgb & 255));
		break;
	case COLOR_256:
		buf_addf(b, "%d;5;%d", base + 8, palette_to_256(rgb));
		break;
	case COLOR_16:
	case COLOR_NONE:
		i = palette_to_16(rgb);
		/* The bright eight are 90 to 97 and 100 to 107. */
		buf_addf(b, "%d", i < 8 ? base + i : base + 60 + i - 8);
		break;
	}
}

void
ansi_init(struct ansi *a, const struct palette *p, enum color_depth depth)
{
	memset(a, 0, sizeof *a);
	for (size_t i = 0; i < ROLE_COUNT; i++) {
		const struct ink *ink = &p->roles[i];
		struct buf b;

		buf_init(&b);
		for (size_t k = 0; k < sizeof attrs / sizeof *attrs; k++)
			if (ink->attrs & attrs[k].attr)
				add(&b, attrs[k].sgr);
		add_color(&b, ink->fg, 30, depth);
		add_color(&b, ink->bg, 40, depth);
		if (b.n < ANSI_BYTES)
			memcpy(a->roles[i], buf_str(&b), b.n + 1);
		a->shown[i] =
		    (ink->attrs & (INK_REVERSE | INK_UNDERLINE)) != 0 ||
		    (ink->bg != INK_DEFAULT && depth != COLOR_NONE);
		buf_fini(&b);
	}
}

void
ansi_add(struct buf *out, const struct ansi *a, unsigned role, unsigned style)
{
	buf_adds(out, "\x1B[0");
	if (a->roles[role][0])
		buf_addf(out, ";%s", a->roles[role]);
	if (style & STYLE_STRONG)
		buf_adds(out, ";1");
	if (style & STYLE_EM)
		buf_adds(out, ";3");
	if (style & STYLE_LINK)
		buf_adds(out, ";4");
	buf_addc(out, 'm');
}

void
ansi_add_reset(struct buf *out)
{
	buf_adds(out, "\x1B[0m");
}

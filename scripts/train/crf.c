/* crf.c - forward and backward sums of a linear-chain conditional random field (Lafferty, McCallum
 * & Pereira 2001); its steps move by AdaGrad (Duchi, Hazan & Singer 2011). */
#include "crf.h"

#include <math.h>
#include <string.h>

#include "corpus.h"

/* Kept from sentence to sentence for its memory. */
typedef struct lattice {
    double *forward, *backward;
    size_t room;
} lattice;

static double log_sum(const double *x, uint32_t count) {
    double most = -INFINITY, sum = 0;
    for (uint32_t i = 0; i < count; i++) most = x[i] > most ? x[i] : most;
    for (uint32_t i = 0; i < count && most > -INFINITY; i++) sum += exp(x[i] - most);
    return most > -INFINITY ? most + log(sum) : -INFINITY;
}

/* Log-sums of all paths that end in each label (forward), and that go on from it (backward).
 * Returns that of all paths. */
static double sum_paths(const crf *m, lattice *l, const float *scores, uint32_t count) {
    uint32_t n = m->labels;
    double parts[CRF_LABELS_MAX];
    for (uint32_t y = 0; y < n; y++)
        l->forward[y] = m->legal(y, n) ? scores[y] + m->steps[n][y] : -INFINITY;
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t y = 0; y < n; y++) {
            for (uint32_t x = 0; x < n; x++)
                parts[x] =
                    m->legal(y, x) ? l->forward[(i - 1) * n + x] + m->steps[x][y] : -INFINITY;
            l->forward[i * n + y] = log_sum(parts, n) + scores[i * n + y];
        }
    for (uint32_t y = 0; y < n; y++) l->backward[(count - 1) * n + y] = 0;
    for (uint32_t i = count - 1; i-- > 0;)
        for (uint32_t y = 0; y < n; y++) {
            for (uint32_t z = 0; z < n; z++)
                parts[z] = m->legal(z, y) ? l->backward[(i + 1) * n + z] + m->steps[y][z] +
                                                scores[(i + 1) * n + z]
                                          : -INFINITY;
            l->backward[i * n + y] = log_sum(parts, n);
        }
    return log_sum(l->forward + (size_t)(count - 1) * n, n);
}

static void move_steps(crf *m, const lattice *l, const float *scores, const uint32_t *truth,
                       uint32_t count, double all) {
    double slope[CRF_LABELS_MAX + 1][CRF_LABELS_MAX] = {{0}};
    uint32_t n = m->labels;
    for (uint32_t y = 0; y < n; y++) slope[n][y] += exp(l->forward[y] + l->backward[y] - all);
    slope[n][truth[0]] -= 1;
    for (uint32_t i = 1; i < count; i++) {
        for (uint32_t x = 0; x < n; x++)
            for (uint32_t y = 0; y < n; y++)
                if (m->legal(y, x))
                    slope[x][y] += exp(l->forward[(i - 1) * n + x] + m->steps[x][y] +
                                       scores[i * n + y] + l->backward[i * n + y] - all);
        slope[truth[i - 1]][truth[i]] -= 1;
    }
    for (uint32_t x = 0; x <= n; x++)
        for (uint32_t y = 0; y < n; y++) {
            m->squares[x][y] += slope[x][y] * slope[x][y];
            m->steps[x][y] -= m->rate * slope[x][y] / sqrt(m->squares[x][y] + 1);
        }
}

double crf_learn(crf *m, const float *scores, const uint32_t *truth, uint32_t count,
                 float *slopes) {
    static lattice l;
    uint32_t n = m->labels;
    double loss = 0;
    if (count == 0) return 0;
    if (count > l.room) {
        l.forward = must_grow(l.forward, l.room * n, (size_t)count * n, sizeof(double));
        l.backward = must_grow(l.backward, l.room * n, (size_t)count * n, sizeof(double));
        l.room = count;
    }
    double all = sum_paths(m, &l, scores, count);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t y = 0; y < n; y++)
            slopes[i * n + y] = (float)exp(l.forward[i * n + y] + l.backward[i * n + y] - all);
        loss -= log(slopes[i * n + truth[i]] + 1e-12);
        slopes[i * n + truth[i]] -= 1;
    }
    move_steps(m, &l, scores, truth, count, all);
    return loss;
}

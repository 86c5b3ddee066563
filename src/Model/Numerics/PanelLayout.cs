using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PurifyProofs.Model.Numerics;

/// <summary>
/// Samples across the lanes: a panel holds as many samples as a tile has columns, [coordinate][sample], so that neither
/// products nor norms nor projections ever sum over the lanes of a register.
/// </summary>
internal static unsafe class PanelLayout
{
    /// <summary>Coordinates in a panel: d rounded up so that tiles (6) and transposes (4) never end inside.</summary>
    public static int Depth(int dimension) => (dimension + 11) / 12 * 12;

    /// <summary>Panels ← rows; samples beyond <paramref name="count"/> become zero.</summary>
    /// <param name="rows">First sample.</param>
    /// <param name="stride">Floats from one sample to the next.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="dimension">d; rows are readable up to the next multiple of 4.</param>
    /// <param name="panels">Receives whole panels.</param>
    /// <param name="width">Samples in a panel.</param>
    public static void FromRows(float* rows, nint stride, int count, int dimension, float* panels, int width)
    {
        nint panelSize = (nint)Depth(dimension) * width;
        for (int sample = 0; sample < (count + width - 1) / width * width; sample += 4)
        {
            float* panel = panels + (sample / width * panelSize) + (sample % width);
            if (sample + 4 <= count)
            {
                QuadFromRows(rows + (sample * stride), stride, dimension, panel, width);
                continue;
            }

            for (int lane = 0; lane < 4; lane++)
            {
                float* row = rows + ((sample + lane) * stride);
                for (int k = 0; k < dimension; k++)
                {
                    panel[((nint)k * width) + lane] = sample + lane < count ? row[k] : 0;
                }
            }
        }
    }

    /// <summary>Rows ← panels for the first <paramref name="count"/> samples and d coordinates; nothing else is written.</summary>
    public static void ToRows(float* panels, int width, int count, int dimension, float* rows, nint stride)
    {
        nint panelSize = (nint)Depth(dimension) * width;
        int whole = dimension / 4 * 4;
        for (int sample = 0; sample < count; sample += 4)
        {
            float* panel = panels + (sample / width * panelSize) + (sample % width);
            int lanes = Math.Min(4, count - sample);
            int done = lanes == 4 ? whole : 0;
            for (int k = 0; k < done; k += 4)
            {
                Transpose(panel + ((nint)k * width), width, rows + (sample * stride) + k, stride);
            }

            for (int lane = 0; lane < lanes; lane++)
            {
                float* row = rows + ((sample + lane) * stride);
                for (int k = done; k < dimension; k++)
                {
                    row[k] = panel[((nint)k * width) + lane];
                }
            }
        }
    }

    private static void QuadFromRows(float* rows, nint stride, int dimension, float* panel, int width)
    {
        for (int k = 0; k < dimension; k += 4)
        {
            Transpose(rows + k, stride, panel + ((nint)k * width), width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(float* source, nint sourceRow, float* target, nint targetRow)
    {
        if (!Sse.IsSupported)
        {
            for (int i = 0; i < 16; i++)
            {
                target[(i / 4 * targetRow) + (i % 4)] = source[(i % 4 * sourceRow) + (i / 4)];
            }

            return;
        }

        Vector128<float> r0 = Vector128.Load(source), r1 = Vector128.Load(source + sourceRow);
        Vector128<float> r2 = Vector128.Load(source + (2 * sourceRow)), r3 = Vector128.Load(source + (3 * sourceRow));
        Vector128<float> low01 = Sse.UnpackLow(r0, r1), high01 = Sse.UnpackHigh(r0, r1);
        Vector128<float> low23 = Sse.UnpackLow(r2, r3), high23 = Sse.UnpackHigh(r2, r3);
        Sse.MoveLowToHigh(low01, low23).Store(target);
        Sse.MoveHighToLow(low23, low01).Store(target + targetRow);
        Sse.MoveLowToHigh(high01, high23).Store(target + (2 * targetRow));
        Sse.MoveHighToLow(high23, high01).Store(target + (3 * targetRow));
    }
}

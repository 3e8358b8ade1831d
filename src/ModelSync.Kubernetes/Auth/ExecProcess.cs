using System.Diagnostics;
using System.Text;

namespace ModelSync.Kubernetes.Auth;

/// <summary>Runs a program to its end with bounded memory; cancelling kills it and its children.</summary>
internal sealed class ExecProcess(ProcessStartInfo start, TimeProvider time)
{
    /// <summary>No credential is larger; a plugin that prints without end must not take our memory.</summary>
    public const int MaxOutputBytes = 1 << 20;

    private const int MaxErrorBytes = 4 << 10;
    private static readonly TimeSpan ErrorGrace = TimeSpan.FromSeconds(1);

    public async Task<ExecProcessResult> RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = start };
        process.Start();
        try
        {
            if (start.RedirectStandardInput)
            {
                process.StandardInput.Close();
            }

            var error = new TailBuffer(MaxErrorBytes);
            var readError = start.RedirectStandardError ? error.FillAsync(process.StandardError.BaseStream) : Task.CompletedTask;
            // WaitAsync, because reads from a pipe cannot be cancelled once they wait.
            var output = await ReadOutputAsync(process.StandardOutput.BaseStream).WaitAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            await WithGraceAsync(readError).ConfigureAwait(false);
            return new ExecProcessResult(process.ExitCode, output, error.ToString());
        }
        catch
        {
            await KillAsync(process).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<byte[]> ReadOutputAsync(Stream output)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16 << 10];
        int read;
        while ((read = await output.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false)) > 0)
        {
            if (all.Length + read > MaxOutputBytes)
            {
                throw new InvalidDataException($"it printed more than {MaxOutputBytes} bytes, which is no ExecCredential.");
            }

            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    /// <summary>A helper that the plugin left running may keep its standard error open for ever; what it still says is not waited for.</summary>
    private async Task WithGraceAsync(Task readError)
    {
        try
        {
            await readError.WaitAsync(ErrorGrace, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The exit code and the output are there: that is enough.
        }
    }

    private static async Task KillAsync(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It has ended by itself, or one of its children has.
        }

        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Keeps the last bytes of a stream.</summary>
    private sealed class TailBuffer(int capacity)
    {
        private readonly Lock _gate = new();
        private readonly byte[] _bytes = new byte[capacity];
        private int _length;
        private bool _cut;

        public async Task FillAsync(Stream stream)
        {
            var buffer = new byte[capacity];
            try
            {
                int read;
                while ((read = await stream.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false)) > 0)
                {
                    Append(buffer.AsSpan(0, read));
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // The process is gone, and its pipe with it.
            }
        }

        public override string ToString()
        {
            lock (_gate)
            {
                return (_cut ? "…" : "") + Encoding.UTF8.GetString(_bytes, 0, _length).Trim();
            }
        }

        private void Append(ReadOnlySpan<byte> more)
        {
            lock (_gate)
            {
                var over = Math.Max(0, _length + more.Length - capacity);
                _bytes.AsSpan(over, _length - Math.Min(over, _length)).CopyTo(_bytes);
                _length -= over;
                more.CopyTo(_bytes.AsSpan(_length));
                _length += more.Length;
                _cut |= over > 0;
            }
        }
    }
}

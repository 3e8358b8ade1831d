using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ModelSync.Image.Node;

/// <summary>The network of a node, which nothing leads to but sockets that are opened on it.</summary>
/// <param name="processId">A process that is on it.</param>
internal sealed partial class NodeNetwork(int processId)
{
    private const int NewNetwork = 0x40000000;

    /// <summary>Opens a socket on it, which stays there whoever uses it.</summary>
    public async Task<Socket> OpenAsync()
    {
        // Of a thread that ends afterwards: it does not come back from there.
        var opened = new TaskCompletionSource<Socket>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Open(opened)) { IsBackground = true };
        thread.Start();
        return await opened.Task;
    }

    /// <summary>A client for what listens there.</summary>
    public HttpClient CreateClient() => new(new SocketsHttpHandler { UseProxy = false, ConnectCallback = async (context, cancellationToken) => await ConnectAsync(context, cancellationToken) });

    private async Task<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = await OpenAsync();
        try
        {
            await socket.ConnectAsync(IPAddress.Parse(context.DnsEndPoint.Host), context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Open(TaskCompletionSource<Socket> opened)
    {
        try
        {
            using var network = File.OpenHandle($"/proc/{processId}/ns/net");
            if (SetNamespace(network, NewNetwork) != 0)
            {
                throw new IOException($"the network of process {processId} can't be entered: {Marshal.GetLastPInvokeErrorMessage()}");
            }

            opened.SetResult(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SocketException)
        {
            opened.SetException(e);
        }
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetNamespace(SafeHandle file, int kind);
}

namespace ModelSync.Operator.Gates.Http;

/// <summary>An answer, and what has to live as long as it.</summary>
internal sealed class GateHttpAnswer(HttpResponseMessage message, string whom, IDisposable? connection) : IDisposable
{
    /// <summary>The answer.</summary>
    public HttpResponseMessage Message => message;

    /// <summary>The status.</summary>
    public int Status => (int)message.StatusCode;

    /// <summary>Reads the body.</summary>
    public Task<ReadOnlyMemory<byte>> ReadAsync(int limit, CancellationToken cancellationToken) =>
        BoundedBody.ReadAsync(message, limit, whom, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        message.Dispose();
        connection?.Dispose();
    }
}

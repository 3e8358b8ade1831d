namespace ModelSync.Playground.Serving.Protocols;

/// <summary>Server-sent events: one for each token, and what stands around them.</summary>
internal sealed record TokenStream(ReadOnlyMemory<byte> Opening, int Count, Func<int, ReadOnlyMemory<byte>> Token, ReadOnlyMemory<byte> Ending);

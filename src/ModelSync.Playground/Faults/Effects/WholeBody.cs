namespace ModelSync.Playground.Faults.Effects;

/// <summary>Reads whole bodies of answers, within a limit.</summary>
internal static class WholeBody
{
    /// <exception cref="InvalidDataException">It is longer.</exception>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage answer, int longest, CancellationToken cancellationToken)
    {
        var body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            using var whole = new MemoryStream();
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                whole.Write(buffer, 0, read);
                if (whole.Length > longest)
                {
                    throw new InvalidDataException(
                        $"the fault proxy cannot hold back an answer of more than {longest} bytes: let the rule select smaller ones");
                }
            }

            return whole.ToArray();
        }
    }
}

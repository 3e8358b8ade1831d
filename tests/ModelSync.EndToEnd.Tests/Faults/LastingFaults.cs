namespace ModelSync.EndToEnd.Faults;

/// <summary>Faults for what goes on for longer than one request, and has to come to the right end by itself.</summary>
internal static class LastingFaults
{
    /// <summary>Of reads: what follows the server must come to equal it.</summary>
    public static IReadOnlyList<string> OfReads { get; } =
    [
        "410 as=http count=2",
        "410 as=event after=1 count=2",
        "429 retry-after=1 count=2",
        "500 count=2",
        "502 count=2",
        "503 count=2",
        "504 count=2",
        "504 as=event count=2",
        "500 as=event after=1 count=1",
        "401 count=2",
        "403 count=2",
        "latency delay=10m count=1",
        "latency delay=exp:100ms count=6",
        "drop-request count=2",
        "drop-request by=silence count=1",
        "lost-answer by=stream count=2",
        "slow-body bytes=500 every=20ms count=3",
        "malformed count=2",
        "malformed as=garbage count=2",
        "malformed as=html count=2",
        "goaway count=3",
        "no-bookmarks count=5",
        "drop-watch count=2",
        "drop-watch after=1 count=3",
        "drop-watch by=reset after=1 count=2",
        "drop-watch by=stream after=2 count=2",
        "drop-watch by=half-line after=1 count=2",
        "stuck-watch count=1",
        "stuck-watch after=2 count=1",
        "stale-list count=4; 410 verb=watch as=event after=1 count=2",
        "stale-list from=cache count=4; 410 verb=watch as=event after=1 count=2",
    ];

    /// <summary>Of writes: what is written again and again must be there once.</summary>
    public static IReadOnlyList<string> OfWrites { get; } =
    [
        "409 count=2",
        "429 retry-after=1 count=2",
        "500 count=2",
        "502 count=2",
        "503 count=2",
        "504 count=2",
        "401 count=1",
        "403 count=1",
        "latency delay=10m count=1",
        "latency delay=10m at=answer count=1",
        "latency delay=exp:100ms count=6",
        "lost-answer count=2",
        "lost-answer by=stream count=2",
        "lost-answer by=close count=1",
        "lost-answer by=silence count=1",
        "drop-request count=2",
        "drop-request by=silence count=1",
        "malformed count=2",
        "malformed as=html count=2",
        "goaway count=3",
    ];
}

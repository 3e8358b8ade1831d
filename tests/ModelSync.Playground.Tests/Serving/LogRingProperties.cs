using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Playground.Serving;
using ModelSync.Playground.Serving.Logs;

namespace ModelSync.Playground.Tests.Serving;

/// <summary>The log of a container against its model: a list of which only the end is kept.</summary>
[CancelAfter(60_000)]
public sealed class LogRingProperties
{
    private static readonly Gen<(int Limit, int[] Bursts)> Cases =
        from limit in Gen.Choose(1, 12)
        from bursts in Gen.Choose(0, 20).ArrayOf()
        select (limit, bursts);

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property The_newest_lines_are_kept_and_a_follower_sees_them_and_all_that_come_while_it_keeps_up() => Prop.ForAll(Cases.ToArbitrary(), one =>
    {
        var ring = new LogRing(one.Limit);
        var written = new List<string>();
        var followed = new List<string>();
        var follower = ring.FollowAsync(CancellationToken.None).GetAsyncEnumerator();
        var next = follower.MoveNextAsync();
        foreach (var burst in one.Bursts)
        {
            for (var i = 0; i < burst; i++)
            {
                written.Add(written.Count.ToString(CultureInfo.InvariantCulture));
                ring.Add(new LogLine(default, written[^1]));
            }

            if (!ring.Lines.Select(line => line.Text).SequenceEqual(written.TakeLast(one.Limit)))
            {
                return false.Label($"kept {string.Join(' ', ring.Lines.Select(line => line.Text))} of {written.Count} with {one.Limit}");
            }

            // The follower is woken by another thread; it has seen the newest line before the next burst comes.
            while (written.Count > 0 && followed.LastOrDefault() != written[^1])
            {
                if (!next.AsTask().GetAwaiter().GetResult())
                {
                    return false.Label("the follower has ended");
                }

                followed.Add(follower.Current.Text);
                next = follower.MoveNextAsync();
            }
        }

        ring.End();
        var ended = !next.AsTask().GetAwaiter().GetResult();
        var ordered = followed.Select(int.Parse).ToArray();
        return (ended && ordered.SequenceEqual(ordered.Distinct().Order()) && (one.Bursts.Any(burst => burst > one.Limit) || followed.SequenceEqual(written)))
            .Label($"followed {string.Join(' ', followed)}");
    });

    [Test]
    public async Task A_follower_ends_when_its_token_is_cancelled_or_the_container_ends(CancellationToken cancellationToken)
    {
        var ring = new LogRing(10);
        ring.Add(new LogLine(default, "started"));
        using var enough = new CancellationTokenSource();
        var cancelled = CountAsync(ring, enough.Token);
        var ended = CountAsync(ring, cancellationToken);
        await enough.CancelAsync();
        Assert.That(await cancelled.WaitAsync(cancellationToken), Is.LessThanOrEqualTo(1));
        ring.Add(new LogLine(default, "served"));
        ring.End();
        ring.Add(new LogLine(default, "after the end"));
        Assert.That(await ended.WaitAsync(cancellationToken), Is.EqualTo(2));
        Assert.That(ring.Lines.Select(line => line.Text), Is.EqualTo(["started", "served"]), "what was written stays");
    }

    private static async Task<int> CountAsync(LogRing ring, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var _ in ring.FollowAsync(cancellationToken))
        {
            count++;
        }

        return count;
    }
}

using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gates.Exposition;
using ModelSync.Operator.Gates.Scraping;

namespace ModelSync.Operator.Tests.Gates.Scraping;

internal sealed class PodHistoryTests
{
    private static readonly HashSet<string> Gauges = new(StringComparer.Ordinal) { "gauge" };
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public void The_first_look_only_begins_to_count()
    {
        var pod = new PodHistory(Gauges);
        pod.Add(At(0), Page(("ok", 1000)));
        Assert.That(pod.Within(At(0), Minute), Is.Null);
        pod.Add(At(30), Page(("ok", 1010)));
        Assert.That(Increase(pod, 30, "ok"), Is.EqualTo(10));
    }

    [Test]
    public void A_series_that_comes_to_be_with_its_first_error_counts_from_zero()
    {
        var pod = new PodHistory(Gauges);
        pod.Add(At(0), Page(("ok", 5)));
        pod.Add(At(30), Page(("ok", 6), ("failed", 3)));
        Assert.That(Increase(pod, 30, "failed"), Is.EqualTo(3));
    }

    [Test]
    public void A_counter_that_falls_has_restarted_and_counts_from_zero()
    {
        var pod = new PodHistory(Gauges);
        pod.Add(At(0), Page(("ok", 100)));
        pod.Add(At(10), Page(("ok", 110)));
        pod.Add(At(20), Page(("ok", 4)));
        pod.Add(At(30), Page(("ok", 9)));
        Assert.That(Increase(pod, 30, "ok"), Is.EqualTo(10 + 4 + 5));
    }

    [Test]
    public void A_histogram_restarts_as_a_whole_even_where_a_bucket_holds_more_than_before()
    {
        var pod = new PodHistory(Gauges);
        pod.Add(At(0), Histogram(("0.1", 5), ("+Inf", 1000)));
        pod.Add(At(30), Histogram(("0.1", 40), ("+Inf", 50)));
        var increases = pod.Within(At(30), Minute)!.Increases;
        Assert.That(increases.Single(series => series.Key["le"] == "0.1").Value, Is.EqualTo(40));
        Assert.That(increases.Single(series => series.Key["le"] == "+Inf").Value, Is.EqualTo(50));
    }

    [Test]
    public void One_engine_of_a_server_may_restart_alone()
    {
        var pod = new PodHistory(Gauges);
        pod.Add(At(0), Page(("zero", 100), ("one", 50)));
        pod.Add(At(30), Page(("zero", 110), ("one", 2)));
        Assert.That(Increase(pod, 30, "zero"), Is.EqualTo(10));
        Assert.That(Increase(pod, 30, "one"), Is.EqualTo(2));
    }

    [Test]
    public void A_later_start_of_the_process_is_a_restart_although_all_is_higher()
    {
        var pod = new PodHistory(Gauges);
        pod.Add(At(0), new Dictionary<SeriesKey, double>(Page(("ok", 10))) { [new SeriesKey(PodHistory.StartTime, [])] = 1000 });
        pod.Add(At(30), new Dictionary<SeriesKey, double>(Page(("ok", 12))) { [new SeriesKey(PodHistory.StartTime, [])] = 1020 });
        Assert.That(Increase(pod, 30, "ok"), Is.EqualTo(12));
    }

    [Test]
    public void Only_what_lies_in_the_window_counts()
    {
        var pod = new PodHistory(Gauges);
        for (var i = 0; i <= 10; i++)
        {
            pod.Add(At(i * 30), Page(("ok", i * i)));
        }

        Assert.That(Increase(pod, 300, "ok"), Is.EqualTo(100 - 64), "the last two of 30 s");
        Assert.That(pod.Within(At(3000), Minute), Is.Null);
        Assert.That(pod.Trim(At(3000), Minute), Is.False);
    }

    [Test]
    public void A_long_window_with_many_looks_is_bounded_and_loses_no_request()
    {
        var pod = new PodHistory(Gauges);
        for (var i = 0; i <= 5000; i++)
        {
            pod.Add(At(i), Page(("ok", i * 2)));
        }

        Assert.That(pod.Within(At(5000), TimeSpan.FromDays(1))!.Increases.Values.Single(), Is.EqualTo(10_000));
    }

    [Test]
    public void What_a_pod_did_counts_while_the_window_reaches_back_also_when_it_is_gone()
    {
        var revision = new RevisionHistory(Gauges);
        var (gone, stays, comes) = (new NamespacedName("shop", "gone"), new NamespacedName("shop", "stays"), new NamespacedName("shop", "comes"));
        revision.Add(gone, At(0), Page(("ok", 0)));
        revision.Add(stays, At(0), Page(("ok", 0)));
        revision.Add(gone, At(30), Page(("ok", 7)));
        revision.Add(stays, At(30), Page(("ok", 20)));
        revision.Add(stays, At(60), Page(("ok", 40)));
        revision.Add(comes, At(60), Page(("ok", 500)));
        var view = revision.Within(At(60), Minute);
        Assert.That(view.Increases.Values.Single(), Is.EqualTo(47), "what one that comes has counted before may be older than the window");
        Assert.That(view.Pages, Has.Count.EqualTo(2));
        Assert.That(revision.Within(At(1000), Minute).HasCounted, Is.False);
    }

    private static TimeSpan At(int seconds) => TimeSpan.FromSeconds(seconds);

    private static double Increase(PodHistory pod, int now, string code) =>
        pod.Within(At(now), Minute)!.Increases.Where(series => series.Key["code"] == code).Sum(series => series.Value);

    private static Dictionary<SeriesKey, double> Page(params (string Code, double Value)[] series) =>
        series.ToDictionary(one => new SeriesKey("requests_total", [KeyValuePair.Create("code", one.Code)]), one => one.Value);

    private static Dictionary<SeriesKey, double> Histogram(params (string Bound, double Value)[] series) =>
        series.ToDictionary(one => new SeriesKey("x_bucket", [KeyValuePair.Create("le", one.Bound), KeyValuePair.Create("model", "m")]), one => one.Value);
}

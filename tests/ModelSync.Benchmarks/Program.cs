using ModelSync.Benchmarks;

var report = new Report();
await ReadingBenchmark.RunAsync(report);
report.Print(Console.Out);
await report.SaveAsync(Path.Combine("artifacts", "bench.json"));

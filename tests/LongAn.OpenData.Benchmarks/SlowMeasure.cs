using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace LongAn.OpenData.Benchmarks;

/// <summary>
/// What others notice of two thousand clients that each take a kilobyte a second of the whole file, and of as many as may run that take a
/// streamed export so: the waits of one reader before they come and after they have gone, against those beside them.
/// </summary>
internal static class SlowMeasure
{
    private const int Clients = 2_000;
    private const int Streams = 32; // as many as Storage:ExportReaders lets run
    private const int Asks = 100;
    private const int BytesASecond = 1_024;
    private const string Dataset = "/api/v1/datasets/enterprises";

    private static readonly (string What, string Path, string Target)[] Questions =
    [
        ("a page", $"{Dataset}/records?district_code=802", "at most 1.5"),
        ("one record of the page", $"{Dataset}/records?district_code=802&limit=1", "at most 1.5"),
        ("the end of the kept file", $"{Dataset}/export.csv", "at most 1.5"),
    ];

    public static IEnumerable<Figure> Run(Workshop workshop)
    {
        using var server = new RunningServer(workshop.BigDatasets, workshop.Fresh("slow"), answerCacheMegabytes: 0);
        using (server.Client.Send(new HttpRequestMessage(HttpMethod.Get, $"{server.Root}{Dataset}/export.csv?manifest=true")).EnsureSuccessStatusCode())
        {
            // The file is made now, as it is for whoever asks first.
        }

        var before = Waits(server);
        var idle = server.PeakMegabytes;
        double[] beside;
        int left;
        using (var slow = new SlowClients(server.Root, [.. Enumerable.Repeat($"{Dataset}/export.csv", Clients), .. Enumerable.Repeat($"{Dataset}/export.json?tax_code__is_null=false", Streams)], BytesASecond))
        {
            beside = Waits(server);
            left = slow.Stay();
        }

        var after = Waits(server);
        yield return new Figure($"of {Clients + Streams:N0} slow clients, still there at the end", left, "", $"{Clients + Streams}");
        for (var i = 0; i < Questions.Length; i++)
        {
            yield return new Figure($"{Questions[i].What}, beside them", beside[i] * 1000, "ms");
            yield return new Figure($"{Questions[i].What}, beside them / without them", beside[i] / ((before[i] + after[i]) / 2), "x", Questions[i].Target);
        }

        yield return new Figure($"most memory resident (before them {idle:0} MB)", server.PeakMegabytes, "MB");
    }

    /// <summary>The median wait for each question, in seconds, asked by turns.</summary>
    private static double[] Waits(RunningServer server)
    {
        var waits = Questions.Select(_ => new List<double>()).ToArray();
        for (var ask = 0; ask < Asks; ask++)
        {
            for (var i = 0; i < Questions.Length; i++)
                waits[i].Add(Ask(server, Questions[i].Path));
        }

        return [.. waits.Select(Workshop.Median)];
    }

    private static double Ask(RunningServer server, string path)
    {
        var clock = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Root + path);
        if (path.EndsWith(".csv", StringComparison.Ordinal))
            request.Headers.Range = new(null, 50_000);
        using var answer = server.Client.Send(request).EnsureSuccessStatusCode();
        using var body = answer.Content.ReadAsStream();
        body.CopyTo(Stream.Null);
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Clients of one thread, which gives each its turn once a second. Little room in their sockets lets the server wait for them.</summary>
    private sealed class SlowClients : IDisposable
    {
        private const int SocketBytes = 4 * 1024;
        private readonly List<Socket> sockets = [];
        private readonly CancellationTokenSource end = new();
        private readonly Thread reading;
        private readonly int bytes;
        private int gone;

        public SlowClients(string root, IReadOnlyList<string> paths, int bytesASecond)
        {
            bytes = bytesASecond;
            var address = new Uri(root);
            foreach (var path in paths)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = SocketBytes };
                sockets.Add(socket);
                socket.Connect(address.Host, address.Port);
                socket.Send(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"));
            }

            reading = new Thread(Read);
            reading.Start();
            end.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(2)); // each has had its turn
        }

        /// <summary>Ends their reading.</summary>
        /// <returns>How many were not cut off.</returns>
        public int Stay()
        {
            end.Cancel();
            reading.Join();
            return sockets.Count - gone;
        }

        public void Dispose()
        {
            _ = Stay();
            sockets.ForEach(socket => socket.Dispose());
            end.Dispose();
        }

        private void Read()
        {
            var buffer = new byte[bytes];
            var cut = new HashSet<Socket>();
            do
            {
                foreach (var socket in sockets.Where(socket => socket.Available > 0 || socket.Poll(0, SelectMode.SelectRead)))
                {
                    if (!Takes(socket, buffer))
                        cut.Add(socket);
                }
            }
            while (!end.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(1)));

            gone = cut.Count;
        }

        private static bool Takes(Socket socket, byte[] buffer)
        {
            try
            {
                return socket.Receive(buffer) > 0;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}

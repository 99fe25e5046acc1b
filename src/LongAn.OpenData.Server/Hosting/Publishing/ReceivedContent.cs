using System.Globalization;
using LongAn.OpenData.Import.Sources;
using LongAn.OpenData.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>Carries the body of a request to the disk, never more of it in memory than a buffer.</summary>
internal static class ReceivedContent
{
    private const int BufferBytes = 128 * 1024;
    private const string Packed = ".packed";

    /// <summary>The codings that are unpacked: one row each.</summary>
    private static readonly Dictionary<string, Func<Stream, Stream>> Codings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gzip"] = RowSources.Gunzip,
        ["br"] = packed => new BrotliSource(packed),
    };

    /// <param name="path">Where it is to lie, unpacked.</param>
    /// <param name="most">Bytes that it may have, as it is sent and unpacked.</param>
    /// <returns>What is wrong; null where it is whole.</returns>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public static async Task<(string Digest, Problem? Problem)> ReceiveAsync(HttpRequest request, string path, ContentDigests digests, long most, CancellationToken cancel)
    {
        var coding = request.Headers.ContentEncoding.ToString();
        var unpack = Codings.GetValueOrDefault(coding);
        if (unpack is null && coding is not ("" or "identity"))
            return ("", new Problem(ProblemCode.UnsupportedMediaType, $"Content-Encoding phải là một trong: {string.Join(", ", Codings.Keys)}.", $"Content-Encoding must be one of: {string.Join(", ", Codings.Keys)}.") { Parameter = "Content-Encoding" });
        if (request.ContentLength > most)
            return ("", TooLarge(most));

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
            bound.MaxRequestBodySize = null; // this method's own bound says how much may come
        try
        {
            if (await CopyAsync(request.Body, unpack is null ? path : path + Packed, digests, most, cancel) is { } tooLarge)
                return ("", tooLarge);
            if (digests.Compare(out var digest) is { } mismatch)
                return (digest, mismatch);

            return (digest, unpack is null ? null : await Task.Run(() => Unpack(path, unpack, most), cancel));
        }
        catch (DiskFullException full)
        {
            return ("", new Problem(ProblemCode.StorageFailed, $"Không ghi được nội dung: {full.Message}", $"The content could not be stored: {full.Message}"));
        }
    }

    private static async Task<Problem?> CopyAsync(Stream body, string path, ContentDigests digests, long most, CancellationToken cancel)
    {
        await using var file = Create(path);
        var buffer = new byte[BufferBytes];
        var length = 0L;
        while (true)
        {
            var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
            length += read;
            if (length > most)
                return TooLarge(most);
            if (read == 0)
                return null;

            digests.Append(buffer.AsSpan(0, read));
            Write(file, buffer.AsSpan(0, read));
        }
    }

    /// <summary>What unpacks to more than it may is not unpacked to its end.</summary>
    private static Problem? Unpack(string path, Func<Stream, Stream> unpack, long most)
    {
        using (var packed = File.OpenRead(path + Packed))
        using (var plain = unpack(packed))
        using (var file = Create(path))
        {
            var buffer = new byte[BufferBytes];
            var length = 0L;
            try
            {
                int read;
                while ((read = plain.Read(buffer)) > 0)
                {
                    length += read;
                    if (length > most)
                        return TooLarge(most);
                    Write(file, buffer.AsSpan(0, read));
                }
            }
            catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException)
            {
                return new Problem(ProblemCode.DataUnreadable, "Nội dung nén bị hỏng hoặc bị cắt.", "The compressed content is broken or cut off.") { Parameter = "Content-Encoding" };
            }
        }

        File.Delete(path + Packed);
        return null;
    }

    /// <summary>Unbuffered: what is written here comes in large pieces.</summary>
    private static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);

    /// <summary>Tells a disk that is full from a client that has left: both are an <see cref="IOException"/>.</summary>
    private static void Write(FileStream file, ReadOnlySpan<byte> bytes)
    {
        try
        {
            file.Write(bytes);
        }
        catch (Exception full) when (full is IOException or ArgumentOutOfRangeException or UnauthorizedAccessException)
        {
            throw new DiskFullException(full.Message, full);
        }
    }

    private static Problem TooLarge(long most)
    {
        var text = (most / (1024 * 1024)).ToString(CultureInfo.InvariantCulture);
        return new Problem(ProblemCode.ContentTooLarge, $"Nội dung lớn nhất là {text} MB, cả khi đã giải nén.", $"The content is at most {text} MB, unpacked too.") { Maximum = most };
    }

    private sealed class DiskFullException(string message, Exception inner) : Exception(message, inner);
}
